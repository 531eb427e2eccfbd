package io.tapline.agent.kernel.attach;

import io.tapline.agent.probe.ProbePoint;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A program at its sites. Closing detaches; closing twice does nothing more.
 *
 * <p>Detaching a perf event or a uprobe makes the kernel wait tens of milliseconds, so {@link
 * #close} only starts it, on the attacher's threads, and the program may run until {@link
 * #detached} completes.
 */
public interface Attachment extends AutoCloseable {
  /** Where; at least one. */
  List<ProbePoint> points();

  /** The first of {@link #points}. */
  default ProbePoint point() {
    return points().get(0);
  }

  /** Completes when the program can no longer run from here. */
  CompletionStage<Void> detached();

  @Override
  void close();
}
