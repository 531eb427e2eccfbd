package io.tapline.schemas;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * The one histogram layout, from the BPF map to SQL: exponential buckets of OpenTelemetry's scale 5
 * over non-negative integers (nanoseconds, bytes, counts).
 *
 * <p>The base is 2^(1/32). OpenTelemetry's bucket {@code i} holds the values in (base^i,
 * base^(i+1)] (OpenTelemetry metrics data model, "ExponentialHistogram"). Tapline numbers buckets
 * so that they can be array indexes and map keys:
 *
 * <pre>
 *   bucket 0        zero, and anything negative
 *   bucket b >= 1   OpenTelemetry's bucket b - 2, that is (base^(b-2), base^(b-1)]
 *                   1 is in bucket 1; 2 in bucket 33; 2^k in bucket 32 k + 1; 2^63 - 1 in bucket 2017
 * </pre>
 *
 * <p>Answering a bucket's geometric middle, a quantile is off by at most sqrt(base) - 1 = 1.09 %.
 * Counts only ever add, so merging is associative and commutative, and the same events give the
 * same counts in whatever order and place they were added.
 *
 * <p>The index is computed with integers only, so that the eBPF program, Java and SQL cannot differ
 * in the last bit of a logarithm: with {@code e} the position of the highest set bit and {@code m}
 * the value shifted left until that bit is bit 63, the sub-bucket is the number of k in 1..31 with
 * {@code m >= THRESHOLDS[k]}, where THRESHOLDS[k] = ceil(2^(63 + k/32)). No 2^(k/32) is an integer
 * for those k, so open and closed ends only matter at powers of two.
 */
public final class BucketLayout {
  /** Sub-buckets per power of two is 2^SCALE. */
  public static final int SCALE = 5;

  /** Sub-buckets per power of two. */
  public static final int SUB_BUCKETS = 1 << SCALE;

  /** One more than the greatest bucket number of a positive {@code long}. */
  public static final int BUCKETS = 63 * SUB_BUCKETS + 2;

  /** sqrt(2^(1/32)) - 1: what a quantile can be off by, relative to the true value. */
  public static final double RELATIVE_ERROR = Math.pow(2, 1.0 / (2 * SUB_BUCKETS)) - 1;

  private static final long[] THRESHOLDS = thresholds();

  private BucketLayout() {}

  /** The bucket of a value; 0 for zero and below. */
  public static int bucketOf(long value) {
    if (value <= 0) {
      return 0;
    }
    int exponent = 63 - Long.numberOfLeadingZeros(value);
    long mantissa = value << (63 - exponent);
    if (mantissa == Long.MIN_VALUE) {
      return exponent * SUB_BUCKETS + 1;
    }
    int low = 0;
    int high = SUB_BUCKETS;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(mantissa, THRESHOLDS[middle]) >= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return exponent * SUB_BUCKETS + low + 2;
  }

  /**
   * The smallest left-aligned mantissa (bit 63 set, unsigned) that belongs to sub-bucket {@code k}.
   *
   * @param k 1 to 31
   */
  public static long threshold(int k) {
    return THRESHOLDS[k];
  }

  /** The exclusive lower end of a bucket; 0 for buckets 0 and 1's neighbour below. */
  public static double lowerBound(int bucket) {
    return bucket <= 1 ? 0 : Math.pow(2, (bucket - 2) / (double) SUB_BUCKETS);
  }

  /** The inclusive upper end of a bucket. */
  public static double upperBound(int bucket) {
    return bucket <= 0 ? 0 : Math.pow(2, (bucket - 1) / (double) SUB_BUCKETS);
  }

  /** What a bucket answers for its values: the geometric middle; 0 for bucket 0, 1 for bucket 1. */
  public static double middle(int bucket) {
    if (bucket <= 1) {
      return Math.max(bucket, 0);
    }
    return Math.pow(2, (bucket - 1.5) / SUB_BUCKETS);
  }

  private static long[] thresholds() {
    long[] thresholds = new long[SUB_BUCKETS];
    thresholds[0] = Long.MIN_VALUE;
    // 2^(1/32) by five square roots, at 60 digits, so that the ceiling of 2^(63 + k/32) is exact.
    MathContext digits = new MathContext(60);
    BigDecimal base = BigDecimal.valueOf(2);
    for (int i = 0; i < SCALE; i++) {
      base = base.sqrt(digits);
    }
    BigDecimal power = new BigDecimal(BigInteger.ONE.shiftLeft(63));
    for (int k = 1; k < SUB_BUCKETS; k++) {
      power = power.multiply(base, digits);
      thresholds[k] = power.toBigInteger().add(BigInteger.ONE).longValue();
    }
    return thresholds;
  }
}
