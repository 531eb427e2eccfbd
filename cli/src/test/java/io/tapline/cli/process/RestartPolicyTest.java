package io.tapline.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RestartPolicyTest {
  private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

  private final RestartPolicy policy =
      new RestartPolicy(3, Duration.ofMinutes(1), Duration.ofMillis(500));

  @Test
  void waitsTwiceAsLongEachTimeAndGivesUpAfterTheLimit() {
    assertThat(policy.died(START)).contains(Duration.ofMillis(500));
    assertThat(policy.died(START.plusSeconds(1))).contains(Duration.ofSeconds(1));
    assertThat(policy.died(START.plusSeconds(2))).contains(Duration.ofSeconds(2));
    assertThat(policy.died(START.plusSeconds(3))).isEmpty();
  }

  @Test
  void forgetsDeathsOlderThanTheWindow() {
    policy.died(START);
    policy.died(START.plusSeconds(1));
    policy.died(START.plusSeconds(2));
    assertThat(policy.died(START.plusSeconds(120))).contains(Duration.ofMillis(500));
  }
}
