package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.probe.ProbePoint;
import java.io.IOException;

/**
 * Attaches programs to one provider's points.
 *
 * @param <P> that provider's kind of point
 */
interface ProviderAttacher<P extends ProbePoint> {
  /**
   * Attaches.
   *
   * @return what to close to detach
   * @throws IOException whose message says why, without naming the point
   */
  AutoCloseable attach(Program program, P point) throws IOException;
}
