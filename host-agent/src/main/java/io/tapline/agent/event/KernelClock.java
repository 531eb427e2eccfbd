package io.tapline.agent.event;

import java.util.function.LongSupplier;

/**
 * Turns the kernel's monotonic nanoseconds (bpf_ktime_get_ns, CLOCK_MONOTONIC) into wall
 * nanoseconds since 1970.
 *
 * <p>The distance between the two clocks is sampled by bracketing: wall time read between two
 * monotonic readings, the narrowest of several brackets taken; its half width is the error, below a
 * microsecond on an idle machine. {@link #sample} is meant to be called about once a second, so
 * that steps and slews of the wall clock are followed.
 *
 * <p>Not thread-safe.
 */
public final class KernelClock {
  private static final int BRACKETS = 16;

  private final LongSupplier monotonicNanos;
  private final LongSupplier wallNanos;
  private final long namespaceOffsetNanos;
  private long offsetNanos;

  /**
   * @param monotonicNanos CLOCK_MONOTONIC as this process sees it, nanoseconds
   * @param wallNanos CLOCK_REALTIME, nanoseconds since 1970
   * @param namespaceOffsetNanos what this process's time namespace adds to the host's monotonic
   *     clock, which is the one that eBPF programs read; 0 outside containers
   */
  public KernelClock(
      LongSupplier monotonicNanos, LongSupplier wallNanos, long namespaceOffsetNanos) {
    this.monotonicNanos = monotonicNanos;
    this.wallNanos = wallNanos;
    this.namespaceOffsetNanos = namespaceOffsetNanos;
    sample();
  }

  /** Measures the distance between the clocks anew. */
  public void sample() {
    long narrowest = Long.MAX_VALUE;
    for (int i = 0; i < BRACKETS; i++) {
      long before = monotonicNanos.getAsLong();
      long wall = wallNanos.getAsLong();
      long width = monotonicNanos.getAsLong() - before;
      if (width < narrowest) {
        narrowest = width;
        offsetNanos = wall - (before + width / 2) + namespaceOffsetNanos;
      }
    }
  }

  /** The wall time of a kernel time stamp, nanoseconds since 1970. */
  public long wallNanos(long kernelNanos) {
    return kernelNanos + offsetNanos;
  }
}
