package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.probe.ProbePoint;
import java.io.IOException;
import java.util.List;

/**
 * Attaches to points one by one.
 *
 * @param <P> the provider's kind of point
 */
interface PointAttacher<P extends ProbePoint> extends ProviderAttacher<P> {
  /**
   * Attaches.
   *
   * @param cookie what bpf_get_attach_cookie() shall return
   * @return what to close to detach
   * @throws IOException whose message says why, without naming the point
   */
  AutoCloseable attach(Program program, P point, long cookie, AttachOptions options)
      throws IOException;

  @Override
  default void attach(
      Program program, List<Placed<P>> points, AttachOptions options, List<AutoCloseable> parts)
      throws RefusedException {
    for (Placed<P> placed : points) {
      try {
        parts.add(attach(program, placed.point(), placed.cookie(), options));
      } catch (IOException e) {
        throw new RefusedException(placed.point(), e);
      }
    }
  }
}
