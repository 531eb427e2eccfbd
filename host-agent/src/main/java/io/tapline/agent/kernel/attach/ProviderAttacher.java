package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.probe.ProbePoint;
import java.util.List;

/**
 * Attaches programs to one provider's points.
 *
 * @param <P> that provider's kind of point
 */
interface ProviderAttacher<P extends ProbePoint> {
  /**
   * Attaches a program to all of its points.
   *
   * @param parts gets what to close to detach, each as soon as it is attached, so that the caller
   *     can undo what was done before a refusal
   * @throws RefusedException at the first point that cannot be attached
   */
  void attach(
      Program program, List<Placed<P>> points, AttachOptions options, List<AutoCloseable> parts)
      throws RefusedException;
}
