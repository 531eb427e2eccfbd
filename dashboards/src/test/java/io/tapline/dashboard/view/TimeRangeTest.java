package io.tapline.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:04:05.678Z");

  @ParameterizedTest
  @CsvSource({
    "60, 1, 1",
    "900, 1, 1",
    "901, 10, 10",
    "7200, 10, 10",
    "7201, 60, 60",
    "54000, 60, 60",
    "86400, 60, 120",
    "604800, 60, 720"
  })
  void choosesResolutionAndStepByLength(long seconds, int resolution, int step) {
    TimeRange range = TimeRange.last(seconds, NOW);
    assertThat(range.resolution()).isEqualTo(resolution);
    assertThat(range.step()).isEqualTo(step);
    assertThat(range.seconds() / step).isLessThanOrEqualTo(TimeRange.MOST_COLUMNS);
    assertThat(range.from() % step).isZero();
    assertThat(range.to())
        .isGreaterThan(NOW.getEpochSecond())
        .isLessThanOrEqualTo(NOW.getEpochSecond() + step);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 10", "13, 10", "15, 60", "300, 60"})
  void takesTheFinestWindowsThatAreStillKept(int daysAgo, int resolution) {
    long from = NOW.getEpochSecond() - daysAgo * 86400L + 1;
    assertThat(TimeRange.between(from, from + 300, NOW).resolution()).isEqualTo(resolution);
  }

  @Test
  void widensToWholeSteps() {
    TimeRange range = TimeRange.between(1003, 4007, Instant.ofEpochSecond(5000));
    assertThat(range.from()).isEqualTo(1000);
    assertThat(range.to()).isEqualTo(4010);
  }

  @Test
  void neverReadsBeforeTheRangeForItsTail() {
    TimeRange range = TimeRange.last(10, NOW);
    assertThat(range.tail(50)).isEqualTo(range);
    assertThat(range.tail(3).seconds()).isEqualTo(3);
  }
}
