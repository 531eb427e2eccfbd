package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.PerfEvent;
import io.tapline.agent.kernel.sys.SampleRate;
import io.tapline.agent.probe.ProbePoint;
import java.io.IOException;

/** An event that the kernel or the processor counts, on every CPU, or of a process. */
final class CountedAttacher implements PointAttacher<ProbePoint.Counted> {
  private final PerfEvent perf;
  private final PerfEventSet events;

  CountedAttacher(PerfEvent perf, PerfEventSet events) {
    this.perf = perf;
    this.events = events;
  }

  @Override
  public AutoCloseable attach(
      Program program, ProbePoint.Counted point, long cookie, AttachOptions options)
      throws IOException {
    int type = point.hardware() ? PerfEvent.TYPE_HARDWARE : PerfEvent.TYPE_SOFTWARE;
    SampleRate rate = SampleRate.each(point.period());
    return events.bind(
        program, scope -> perf.openCounter(type, point.config(), rate, scope), cookie, options);
  }
}
