package io.tapline.agent.kernel.attach;

import io.tapline.agent.probe.ProbePoint;
import java.util.concurrent.CompletionStage;

/**
 * A program at its site. Closing detaches; closing twice does nothing more.
 *
 * <p>Detaching a perf event or a uprobe makes the kernel wait up to some hundred milliseconds, so
 * {@link #close} only starts it, on the attacher's threads, and the program may run until {@link
 * #detached} completes.
 */
public interface Attachment extends AutoCloseable {
  /** Where. */
  ProbePoint point();

  /** Completes when the program can no longer run from here. */
  CompletionStage<Void> detached();

  @Override
  void close();
}
