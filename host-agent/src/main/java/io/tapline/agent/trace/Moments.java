package io.tapline.agent.trace;

import io.tapline.agent.kernel.sys.MonotonicClock;
import io.tapline.agent.script.type.Type;

/**
 * When a clock of the kernel shows something; as the clocks stood when this was made. Immutable.
 */
final class Moments {
  private final long monotonicToWall;
  private final long bootToWall;
  private final long taiToWall;

  Moments(MonotonicClock clocks) {
    monotonicToWall = clocks.realtimeNanos() - clocks.monotonicNanos();
    bootToWall = clocks.realtimeNanos() - clocks.bootNanos();
    taiToWall = clocks.realtimeNanos() - clocks.taiNanos();
  }

  /** Nanoseconds since 1970. */
  long wallNanos(Type.Clock clock, long nanos) {
    return nanos
        + switch (clock) {
          case MONOTONIC -> monotonicToWall;
          case BOOT -> bootToWall;
          case TAI -> taiToWall;
        };
  }
}
