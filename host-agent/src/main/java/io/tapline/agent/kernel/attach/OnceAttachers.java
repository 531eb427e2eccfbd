package io.tapline.agent.kernel.attach;

import io.tapline.agent.probe.ProbePoint;

/** Points that the agent itself brings about, by running the program. */
final class OnceAttachers {
  private OnceAttachers() {}

  /** Runs the program once, now; there is nothing to detach. */
  static PointAttacher<ProbePoint.Begin> begin() {
    return (program, point, cookie, options) -> {
      program.testRun();
      return () -> {};
    };
  }

  /** Runs the program once, when detached. */
  static PointAttacher<ProbePoint.End> end() {
    return (program, point, cookie, options) -> program::testRun;
  }

  /**
   * Does nothing: whoever gets the signal, or is asked to measure or test, runs the program, {@link
   * io.tapline.agent.kernel.load.Program#testRun} and {@link
   * io.tapline.agent.kernel.load.Program#measure}.
   */
  static <P extends ProbePoint> PointAttacher<P> onDemand() {
    return (program, point, cookie, options) -> () -> {};
  }
}
