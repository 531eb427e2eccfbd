package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.PerfEvent;
import io.tapline.agent.probe.ProbePoint;
import java.io.IOException;

/**
 * A debug register of the processor's, on every CPU for an address of the kernel's, or in every
 * thread of a process.
 */
final class WatchpointAttacher implements PointAttacher<ProbePoint.Watchpoint> {
  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int EXECUTE = 4;

  private final PerfEvent perf;
  private final PerfEventSet events;

  WatchpointAttacher(PerfEvent perf, PerfEventSet events) {
    this.perf = perf;
    this.events = events;
  }

  @Override
  public AutoCloseable attach(
      Program program, ProbePoint.Watchpoint point, long cookie, AttachOptions options)
      throws IOException {
    int access = access(point.mode());
    return events.bind(
        program,
        scope -> perf.openBreakpoint(point.address(), point.lengthBytes(), access, scope),
        cookie,
        options);
  }

  private static int access(String mode) {
    return (mode.indexOf('r') >= 0 ? READ : 0)
        | (mode.indexOf('w') >= 0 ? WRITE : 0)
        | (mode.indexOf('x') >= 0 ? EXECUTE : 0);
  }
}
