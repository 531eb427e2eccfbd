package io.tapline.agent.trace.output;

import java.util.OptionalLong;

/**
 * Of quantize(n): powers of two on both sides of zero, see {@code Gathering.SignedPowerHistogram}.
 * Below zero buckets are a mirror of those above: {@code (-4, -2]}, {@code [-1]}, {@code [0]},
 * {@code [1]}, {@code [2, 4)}.
 */
final class SignedPowerBuckets extends BucketRun {
  private static final int ZERO = 64;

  @Override
  MapView.Bucket bucket(int number, long count) {
    if (number == ZERO) {
      return bucket(BucketLabel.single("0"), 0, 0, count);
    }
    int power = number > ZERO ? number - ZERO - 1 : ZERO - 1 - number;
    String near = BucketLabel.power(1, power);
    String far = BucketLabel.power(1, power + 1);
    long least = power == Long.SIZE - 1 ? Long.MIN_VALUE : 1L << power;
    long most = power >= Long.SIZE - 2 ? Long.MAX_VALUE : (1L << (power + 1)) - 1;
    if (number > ZERO) {
      String label = power == 0 ? BucketLabel.single(near) : BucketLabel.between(near, far);
      return bucket(label, least, most, count);
    }
    String label = power == 0 ? "[-" + near + "]" : "(-" + far + ", -" + near + "]";
    return bucket(label, power == Long.SIZE - 1 ? least : -most, -least, count);
  }

  private static MapView.Bucket bucket(String label, long least, long most, long count) {
    return new MapView.Bucket(label, OptionalLong.of(least), OptionalLong.of(most), count);
  }
}
