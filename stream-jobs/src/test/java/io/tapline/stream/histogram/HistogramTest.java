package io.tapline.stream.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tapline.schemas.BucketLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void mergingInAnyOrderAndGroupingGivesTheSameCounts(long seed) {
    Random random = new Random(seed);
    long[] values = values(random, 5_000);
    Histogram whole = of(values, 0, values.length);

    List<Histogram> parts = new ArrayList<>();
    for (int from = 0; from < values.length; ) {
      int to = Math.min(values.length, from + 1 + random.nextInt(400));
      parts.add(of(values, from, to));
      from = to;
    }
    Collections.shuffle(parts, random);
    while (parts.size() > 1) {
      Histogram other = parts.remove(random.nextInt(parts.size()));
      parts.get(random.nextInt(parts.size())).add(other);
    }

    assertThat(parts.get(0)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 0.9, 0.99, 0.999})
  void quantilesAreOffByAtMostTheStatedError(double q) {
    long[] values = values(new Random(42), 20_000);
    Histogram histogram = of(values, 0, values.length);
    Arrays.sort(values);
    int rank = (int) Math.ceil(q * values.length);

    double exact = values[rank - 1];

    assertThat(quantile(histogram, rank))
        .isCloseTo(exact, within(exact * BucketLayout.RELATIVE_ERROR * 1.000001));
  }

  @Test
  void keepsTotalsAndBucketsOfWhatWasCountedElsewhere() {
    Histogram histogram = new Histogram();
    histogram.addTotals(5, 50);
    histogram.addBucket(33, 4);
    histogram.addBucket(1, 1);

    assertThat(histogram.toString()).isEqualTo("count=5 sum=50 {1=1, 33=4}");
  }

  @Test
  void addingLeavesTheOtherUntouched() {
    Histogram one = of(new long[] {1, 1_000}, 0, 2);
    Histogram other = of(new long[] {7, 1_000_000}, 0, 2);
    Histogram before = other.copy();

    one.add(other);
    one.record(7);

    assertThat(other).isEqualTo(before);
    assertThat(one.count()).isEqualTo(5);
  }

  @Test
  void takingOverIntoAnEmptyOneDoesNotShareArrays() {
    Histogram other = of(new long[] {7}, 0, 1);
    Histogram empty = new Histogram();

    empty.add(other);
    empty.record(7);

    assertThat(other.bucketCount(0)).isEqualTo(1);
  }

  @Test
  void refusesBucketsOutsideTheLayout() {
    Histogram histogram = new Histogram();

    assertThatThrownBy(() -> histogram.addBucket(BucketLayout.BUCKETS, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bucket=2018");
    assertThatThrownBy(() -> histogram.addBucket(0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Histogram of(long[] values, int from, int to) {
    Histogram histogram = new Histogram();
    for (int i = from; i < to; i++) {
      histogram.record(values[i]);
    }
    return histogram;
  }

  private static long[] values(Random random, int count) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = 1 + (long) (50_000 * Math.exp(2.5 * random.nextGaussian()));
    }
    return values;
  }

  private static double quantile(Histogram histogram, long rank) {
    long seen = 0;
    for (int i = 0; i < histogram.size(); i++) {
      seen += histogram.bucketCount(i);
      if (seen >= rank) {
        return BucketLayout.middle(histogram.bucket(i));
      }
    }
    throw new AssertionError("rank " + rank + " of " + seen);
  }
}
