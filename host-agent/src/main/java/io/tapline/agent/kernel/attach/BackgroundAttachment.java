package io.tapline.agent.kernel.attach;

import io.tapline.agent.probe.ProbePoint;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Detaches on other threads, all parts at the same time: each is waiting for the kernel. */
final class BackgroundAttachment implements Attachment {
  private final List<ProbePoint> points;
  private final List<AutoCloseable> parts;
  private final Executor detaching;
  private final CompletableFuture<Void> detached = new CompletableFuture<>();
  private final AtomicInteger left;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param parts what to close, at least one
   */
  BackgroundAttachment(
      List<? extends ProbePoint> points, List<AutoCloseable> parts, Executor detaching) {
    this.points = List.copyOf(points);
    this.parts = List.copyOf(parts);
    this.left = new AtomicInteger(parts.size());
    this.detaching = detaching;
  }

  @Override
  public List<ProbePoint> points() {
    return points;
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
    for (AutoCloseable part : parts) {
      try {
        detaching.execute(() -> detach(part));
      } catch (RejectedExecutionException e) {
        // The attacher is closed already: detach here, slow rather than never.
        detach(part);
      }
    }
  }

  private void detach(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      detached.completeExceptionally(e);
    }
    if (left.decrementAndGet() == 0) {
      // After a failure this changes nothing more.
      detached.complete(null);
    }
  }
}
