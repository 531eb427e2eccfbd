package io.tapline.agent.kernel.sys;

import java.nio.ByteBuffer;

/**
 * The two clocks an event's time is made of, read from the kernel. Not thread-safe: it reuses its
 * memory.
 *
 * <p>{@code bpf_ktime_get_ns()} reads CLOCK_MONOTONIC of the initial time namespace; a process in
 * another one reads it shifted by what {@code /proc/self/timens_offsets} says.
 */
public final class MonotonicClock {
  private static final int CLOCK_REALTIME = 0;
  private static final int CLOCK_MONOTONIC = 1;
  private static final int CLOCK_BOOTTIME = 7;
  private static final int CLOCK_TAI = 11;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final LibC libc;
  private final ByteBuffer timespec = LibC.allocate(2 * Long.BYTES);

  public MonotonicClock(LibC libc) {
    this.libc = libc;
  }

  /** CLOCK_MONOTONIC, nanoseconds since some moment near boot. */
  public long monotonicNanos() {
    return read(CLOCK_MONOTONIC);
  }

  /** CLOCK_REALTIME, nanoseconds since 1970-01-01 UTC. */
  public long realtimeNanos() {
    return read(CLOCK_REALTIME);
  }

  /** CLOCK_BOOTTIME, which counts suspended time as well. */
  public long bootNanos() {
    return read(CLOCK_BOOTTIME);
  }

  /** CLOCK_TAI. */
  public long taiNanos() {
    return read(CLOCK_TAI);
  }

  private long read(int clock) {
    // It fails for unknown clocks and bad addresses only: neither can be here.
    libc.call(LibC.CLOCK_GETTIME, clock, LibC.address(timespec), 0);
    return timespec.getLong(0) * NANOS_PER_SECOND + timespec.getLong(Long.BYTES);
  }
}
