package io.tapline.agent.trace.output;

import java.util.OptionalLong;

/**
 * Of hist(n, bits): see {@code Gathering.PowerHistogram}. Up to 2^(bits + 1) each number has a
 * bucket of its own.
 */
final class PowerBuckets extends BucketRun {
  private final int bits;

  PowerBuckets(int bits) {
    this.bits = bits;
  }

  @Override
  MapView.Bucket bucket(int number, long count) {
    if (number == 0) {
      return new MapView.Bucket(
          BucketLabel.below("0"), OptionalLong.empty(), OptionalLong.of(-1), count);
    }
    String label =
        number <= 2 << bits
            ? BucketLabel.single(Integer.toString(number - 1))
            : BucketLabel.between(name(number - 1), name(number));
    return new MapView.Bucket(
        label, OptionalLong.of(bound(number - 1)), OptionalLong.of(bound(number) - 1), count);
  }

  /** Where a bucket ends and the next begins. */
  private long bound(int number) {
    return number < 1 << bits ? number : mantissa(number) << power(number);
  }

  private String name(int number) {
    return number <= 2 << bits
        ? Integer.toString(number)
        : BucketLabel.power(mantissa(number), power(number));
  }

  private long mantissa(int number) {
    long parts = 1L << bits;
    return parts + (number & (parts - 1));
  }

  private int power(int number) {
    return (number >> bits) - 1;
  }
}
