package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.PerfEvent;
import io.tapline.agent.kernel.sys.SampleRate;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.TimerUnit;
import java.io.IOException;

/** A software clock on every CPU, or of a process. */
final class ProfileAttacher implements PointAttacher<ProbePoint.Profile> {
  private final PerfEvent perf;
  private final PerfEventSet events;

  ProfileAttacher(PerfEvent perf, PerfEventSet events) {
    this.perf = perf;
    this.events = events;
  }

  @Override
  public AutoCloseable attach(
      Program program, ProbePoint.Profile point, long cookie, AttachOptions options)
      throws IOException {
    SampleRate rate =
        point.unit() == TimerUnit.HZ
            ? SampleRate.hertz(point.count())
            : SampleRate.each(point.period().toNanos());
    return events.bind(program, scope -> perf.openCpuClock(rate, scope), cookie, options);
  }
}
