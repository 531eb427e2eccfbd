package io.tapline.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tapline.schemas.BucketLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DistributionTest {
  @Test
  void answersQuantilesWithinTheLayoutsError() {
    SplittableRandom random = new SplittableRandom(7);
    long[] values = new long[20_000];
    Distribution distribution = new Distribution();
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) Math.exp(random.nextDouble() * 20);
      distribution.add(BucketLayout.bucketOf(values[i]), 1);
    }
    Arrays.sort(values);
    for (double share : new double[] {0.001, 0.5, 0.9, 0.99, 0.999, 1}) {
      long exact = values[(int) Math.ceil(share * values.length) - 1];
      // Values below 32 share no more than one integer per bucket, so the relative error holds.
      assertThat(distribution.quantile(share))
          .isCloseTo((double) exact, within(exact * BucketLayout.RELATIVE_ERROR * 1.0001 + 1e-9));
    }
  }

  @Test
  void mergesToTheSameCountsAsAddingAll() {
    Distribution one = Distribution.of(Map.of("33", 2L, "40", 1L));
    Distribution two = Distribution.of(Map.of("40", 5L));
    Distribution all = new Distribution();
    all.add(two);
    all.add(one);
    assertThat(all.total()).isEqualTo(8);
    assertThat(all.cells()).isEqualTo(Distribution.of(Map.of("33", 2L, "40", 6L)).cells());
  }

  @Test
  void putsEveryValueIntoTheRowWhoseBoundsHoldIt() {
    for (long value : new long[] {1, 2, 3, 4, 5, 1000, 1024, 1025, 123_456_789L, Long.MAX_VALUE}) {
      Distribution distribution = new Distribution();
      distribution.add(BucketLayout.bucketOf(value), 3);
      List<Long> cells = distribution.cells();
      assertThat(cells).hasSize(2).last().isEqualTo(3L);
      double low = cells.get(0) == 0 ? 0 : Math.pow(2, cells.get(0) / 4.0);
      double high = Math.pow(2, (cells.get(0) + 1) / 4.0);
      assertThat((double) value).isGreaterThan(low * 0.999999).isLessThanOrEqualTo(high * 1.000001);
    }
  }

  @Test
  void countsZeroAndNegativeValuesInTheLowestRow() {
    assertThat(Distribution.of(Map.of("0", 4L, "1", 5L)).cells()).containsExactly(0L, 9L);
    assertThat(new Distribution().cells()).isEmpty();
    assertThat(new Distribution().quantile(0.99)).isZero();
  }
}
