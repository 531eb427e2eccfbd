package io.tapline.agent.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KernelClockTest {
  private final AtomicLong monotonic = new AtomicLong(1_000);
  private final AtomicLong wall = new AtomicLong(5_000_000);

  @Test
  void takesTheNarrowestBracket() {
    long[] widths = {900, 20, 500};
    int[] reading = {0};
    KernelClock clock =
        new KernelClock(
            () -> {
              int bracket = reading[0] / 2 % widths.length;
              return reading[0]++ % 2 == 0 ? 1_000 : 1_000 + widths[bracket];
            },
            wall::get,
            0);
    // Half of the narrowest bracket is what the reading of the wall clock is taken to be late.
    assertThat(clock.wallNanos(1_010)).isEqualTo(5_000_000);
  }

  @Test
  void followsAStepOfTheWallClockAtTheNextSample() {
    KernelClock clock = new KernelClock(monotonic::get, wall::get, 0);
    wall.addAndGet(3_600_000);
    assertThat(clock.wallNanos(1_000)).isEqualTo(5_000_000);
    clock.sample();
    assertThat(clock.wallNanos(1_000)).isEqualTo(8_600_000);
  }

  @Test
  void kernelStampsAreTheHostsNotTheTimeNamespaces() {
    // This process sees the monotonic clock 400 ahead of what eBPF programs see.
    KernelClock clock = new KernelClock(monotonic::get, wall::get, 400);
    assertThat(clock.wallNanos(600)).isEqualTo(5_000_000);
  }
}
