package io.tapline.cli.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How often a child may come back: {@code limit} times within {@code window}, each time after a
 * pause twice as long as the last, from {@code first} on. A child that has lived through a window
 * starts afresh.
 *
 * <p>Not thread-safe.
 */
public final class RestartPolicy {
  private final int limit;
  private final Duration window;
  private final Duration first;
  private final Deque<Instant> deaths = new ArrayDeque<>();

  /** A policy for one child. */
  public RestartPolicy(int limit, Duration window, Duration first) {
    this.limit = limit;
    this.window = window;
    this.first = first;
  }

  /** Five restarts in five minutes, after 0.5, 1, 2, 4 and 8 s. */
  public static RestartPolicy standard() {
    return new RestartPolicy(5, Duration.ofMinutes(5), Duration.ofMillis(500));
  }

  /**
   * Counts a death.
   *
   * @return how long to wait before the restart, or empty when enough is enough
   */
  public Optional<Duration> died(Instant now) {
    while (!deaths.isEmpty() && deaths.peekFirst().isBefore(now.minus(window))) {
      deaths.removeFirst();
    }
    deaths.addLast(now);
    return deaths.size() > limit
        ? Optional.empty()
        : Optional.of(first.multipliedBy(1L << (deaths.size() - 1)));
  }
}
