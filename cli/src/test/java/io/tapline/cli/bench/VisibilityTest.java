package io.tapline.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class VisibilityTest {
  private final Visibility visibility = new Visibility();

  @Test
  void countsOnlyWhatIsNewSinceTheLastLook() {
    visibility.look(1_000, Map.of(50L, 10L));
    visibility.look(1_025, Map.of(50L, 10L));
    visibility.look(1_050, Map.of(50L, 15L, 60L, 1L));
    assertThat(visibility.rows()).isEqualTo(16);
  }

  @Test
  void latencyRunsFromTheStretchsBeginningToTheLook() {
    visibility.look(1_000, Map.of(50L, 99L));
    visibility.look(2_000, Map.of(50L, 100L));
    assertThat(visibility.quantileMillis(0.5)).isEqualTo(500);
    assertThat(visibility.quantileMillis(0.99)).isEqualTo(500);
    assertThat(visibility.quantileMillis(1)).isEqualTo(1_500);
    assertThat(visibility.longestMillis()).isEqualTo(1_500);
  }

  @Test
  void aLookThatFindsFewerRowsChangesNothing() {
    visibility.look(1_000, Map.of(50L, 10L));
    visibility.look(1_025, Map.of(50L, 4L));
    visibility.look(1_050, Map.of(50L, 10L));
    assertThat(visibility.rows()).isEqualTo(10);
  }

  @Test
  void nothingSeenHasNoLatency() {
    assertThat(visibility.quantileMillis(0.99)).isZero();
  }

  @Test
  void workloadCountsItsOwnCallsAndKeepsItsRate() throws Exception {
    SteadyCalls calls = new SteadyCalls(2_000);
    long began = System.nanoTime();
    calls.start();
    org.awaitility.Awaitility.await().until(() -> calls.calls() > 100);
    calls.close();
    double due = 2_000 * (System.nanoTime() - began) / 1e9;
    assertThat(calls.calls()).isPositive().isLessThanOrEqualTo((long) Math.ceil(due));
  }
}
