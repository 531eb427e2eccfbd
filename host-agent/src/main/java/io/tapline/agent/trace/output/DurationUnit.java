package io.tapline.agent.trace.output;

/** Units in which durations are told: the largest that the duration reaches. */
enum DurationUnit {
  SECONDS("s", 1_000_000_000, 0),
  MILLISECONDS("ms", 1_000_000, 3),
  MICROSECONDS(ByteText.of("μs"), 1_000, 6),
  NANOSECONDS("ns", 1, 9);

  private final String sign;
  private final long nanos;
  private final int digits;

  DurationUnit(String sign, long nanos, int digits) {
    this.sign = sign;
    this.nanos = nanos;
    this.digits = digits;
  }

  static DurationUnit of(long durationNanos) {
    for (DurationUnit unit : values()) {
      if (durationNanos >= unit.nanos) {
        return unit;
      }
    }
    return NANOSECONDS;
  }

  /** Byte string. */
  String sign() {
    return sign;
  }

  /** How many nanoseconds it is. */
  long nanos() {
    return nanos;
  }

  /** Digits after the second's point that tell it. */
  int digits() {
    return digits;
  }
}
