package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.probe.ProbePoint;

/** Runs the program once, now; there is nothing to detach. */
final class BeginAttacher implements ProviderAttacher<ProbePoint.Begin> {
  @Override
  public AutoCloseable attach(Program program, ProbePoint.Begin point) throws SystemCallException {
    program.testRun();
    return () -> {};
  }
}
