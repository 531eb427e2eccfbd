package io.tapline.agent.probe;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the period of a timer is written: {@code profile:hz:99}, {@code interval:s:1}. */
public enum TimerUnit {
  /** So many ticks a second; every other unit counts the time between two ticks. */
  HZ(0),
  /** Microseconds. */
  US(1_000),
  /** Milliseconds. */
  MS(1_000_000),
  /** Seconds. */
  S(1_000_000_000);

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final long nanos;

  TimerUnit(long nanos) {
    this.nanos = nanos;
  }

  /** As a script writes it. */
  public String keyword() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The unit a script means by {@code word}. */
  public static Optional<TimerUnit> of(String word) {
    return Arrays.stream(values()).filter(u -> u.keyword().equals(word)).findFirst();
  }

  /**
   * Time between two ticks.
   *
   * @param count at least 1, and no more than 64 bits of nanoseconds have room for
   */
  public Duration period(long count) {
    return this == HZ
        ? Duration.ofNanos(NANOS_PER_SECOND / count)
        : Duration.ofNanos(Math.multiplyExact(count, nanos));
  }

  /** Ticks a second, at least 1. */
  public long hertz(long count) {
    return this == HZ
        ? count
        : Math.max(1, Math.round((double) NANOS_PER_SECOND / Math.multiplyExact(count, nanos)));
  }
}
