package io.tapline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketLayoutTest {

  @ParameterizedTest(name = "{0} is in bucket {1}")
  @CsvSource({
    "-9223372036854775808, 0",
    "-1, 0",
    "0, 0",
    "1, 1",
    "2, 33",
    "3, 52",
    "4, 65",
    "1024, 321",
    "9223372036854775807, 2017"
  })
  void knowsTheLandmarks(long value, int bucket) {
    assertThat(BucketLayout.bucketOf(value)).isEqualTo(bucket);
  }

  @Test
  void powersOfTwoCloseTheirBucketAndTheNextIntegerOpensAnother() {
    for (int exponent = 6; exponent < 63; exponent++) {
      long power = 1L << exponent;
      int bucket = 32 * exponent + 1;
      assertThat(BucketLayout.bucketOf(power)).isEqualTo(bucket);
      assertThat(BucketLayout.bucketOf(power + 1)).isEqualTo(bucket + 1);
    }
  }

  /** The definition, by exact integer arithmetic: v is above base^i iff v^32 > 2^i. */
  @Test
  void agreesWithTheDefinitionToTheLastInteger() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      long value = random.nextLong() >>> (1 + random.nextInt(62));
      if (value == 0) {
        continue;
      }
      int index = BucketLayout.bucketOf(value) - 2;
      BigInteger power = BigInteger.valueOf(value).pow(BucketLayout.SUB_BUCKETS);
      if (index >= 0) {
        assertThat(power).isGreaterThan(BigInteger.ONE.shiftLeft(index));
      }
      assertThat(power).isLessThanOrEqualTo(BigInteger.ONE.shiftLeft(index + 1));
    }
  }

  @Test
  void middleIsOffByAtMostTheStatedError() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 100_000; i++) {
      long value = 1 + (random.nextLong() >>> (1 + random.nextInt(62)));
      double answer = BucketLayout.middle(BucketLayout.bucketOf(value));
      assertThat(Math.abs(answer - value) / value)
          .as("value %d answered as %s", value, answer)
          .isLessThanOrEqualTo(BucketLayout.RELATIVE_ERROR + 1e-12);
    }
    assertThat(BucketLayout.RELATIVE_ERROR).isCloseTo(0.0109, within(0.0001));
  }

  @Test
  void boundsMeetWithoutGapOrOverlap() {
    for (int bucket = 1; bucket < BucketLayout.BUCKETS; bucket++) {
      assertThat(BucketLayout.lowerBound(bucket + 1)).isEqualTo(BucketLayout.upperBound(bucket));
      assertThat(BucketLayout.middle(bucket))
          .isBetween(BucketLayout.lowerBound(bucket), BucketLayout.upperBound(bucket));
    }
  }

  @Test
  void mergingInAnyOrderAndGroupingGivesTheSameCounts() {
    SplittableRandom random = new SplittableRandom(3);
    long[] values = random.longs(5_000, 0, 1L << 40).toArray();
    Map<Integer, Long> whole = count(values, 0, values.length);
    for (int round = 0; round < 20; round++) {
      for (int i = values.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        long swap = values[i];
        values[i] = values[j];
        values[j] = swap;
      }
      TreeMap<Integer, Long> merged = new TreeMap<>();
      int[] cuts = random.ints(7, 0, values.length).sorted().toArray();
      int from = 0;
      for (int cut : Arrays.copyOf(cuts, cuts.length + 1)) {
        int to = cut == 0 ? values.length : cut;
        count(values, from, Math.max(from, to)).forEach((b, n) -> merged.merge(b, n, Long::sum));
        from = Math.max(from, to);
      }
      assertThat(merged).isEqualTo(whole);
    }
  }

  private static Map<Integer, Long> count(long[] values, int from, int to) {
    Map<Integer, Long> counts = new TreeMap<>();
    for (int i = from; i < to; i++) {
      counts.merge(BucketLayout.bucketOf(values[i]), 1L, Long::sum);
    }
    return counts;
  }
}
