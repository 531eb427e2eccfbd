package io.tapline.agent.kernel.sys;

/**
 * How often a perf event makes its program run.
 *
 * @param frequency whether {@code value} is times a second; otherwise it is events (of a clock:
 *     nanoseconds) between two runs
 * @param value at least 1
 */
public record SampleRate(boolean frequency, long value) {
  /** So many times a second, as near as the kernel can. */
  public static SampleRate hertz(long hertz) {
    return new SampleRate(true, hertz);
  }

  /** Each so many events or nanoseconds. */
  public static SampleRate each(long period) {
    return new SampleRate(false, period);
  }
}
