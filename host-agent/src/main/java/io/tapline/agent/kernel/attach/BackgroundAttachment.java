package io.tapline.agent.kernel.attach;

import io.tapline.agent.probe.ProbePoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Detaches on another thread. */
final class BackgroundAttachment implements Attachment {
  private final ProbePoint point;
  private final AutoCloseable site;
  private final Executor detaching;
  private final CompletableFuture<Void> detached = new CompletableFuture<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  BackgroundAttachment(ProbePoint point, AutoCloseable site, Executor detaching) {
    this.point = point;
    this.site = site;
    this.detaching = detaching;
  }

  @Override
  public ProbePoint point() {
    return point;
  }

  @Override
  public CompletionStage<Void> detached() {
    return detached;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      detaching.execute(this::detach);
    } catch (RejectedExecutionException e) {
      // The attacher is closed already: detach here, slow rather than never.
      detach();
    }
  }

  private void detach() {
    try {
      site.close();
      detached.complete(null);
    } catch (Exception e) {
      detached.completeExceptionally(e);
    }
  }
}
