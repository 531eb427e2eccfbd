package io.tapline.cli.up;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Why the line is to stop; the first reason stays. Thread-safe. */
final class StopRequest {
  /** Who asked. */
  enum Reason {
    /** Ctrl-C or SIGTERM. */
    SIGNAL,
    /** The time of {@code --for} is over. */
    TIME,
    /** A part died and stayed dead. */
    DEATH
  }

  private final CompletableFuture<Reason> reason = new CompletableFuture<>();

  void make(Reason why) {
    reason.complete(why);
  }

  boolean isMade() {
    return reason.isDone();
  }

  /** Waits at most {@code time}; empty when nobody asked. */
  Optional<Reason> await(Duration time) throws InterruptedException {
    try {
      return Optional.of(reason.get(time.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a stop request cannot fail", e);
    }
  }
}
