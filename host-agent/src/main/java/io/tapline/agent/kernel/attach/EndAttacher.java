package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.probe.ProbePoint;

/** Runs the program once, when detached. */
final class EndAttacher implements ProviderAttacher<ProbePoint.End> {
  @Override
  public AutoCloseable attach(Program program, ProbePoint.End point) {
    return program::testRun;
  }
}
