package io.tapline.agent.script.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * What an aggregation map gathers, and how a value of it lies in memory. Histograms and time series
 * have a bucket number as the last u32 of the key.
 *
 * <pre>
 *   Count                 u64 count
 *   Sum                   i64 sum                       (in the pipeline: i64 sum, u64 count)
 *   Minimum, Maximum      i64 value, u64 1 once there is one
 *   Average, Stats        i64 sum, u64 count
 *   Deviation             i64 sum, u64 count, u128 sum of squares
 *   ...Histogram          u64 count
 *   TimeSeries            u64 interval's number since 1970, i64 value, u64 weight
 * </pre>
 */
public sealed interface Gathering {

  /** {@code count()}. */
  record Count() implements Gathering {}

  /** {@code sum(n)}. */
  record Sum(boolean signed) implements Gathering {}

  /** {@code min(n)}. */
  record Minimum(boolean signed) implements Gathering {}

  /** {@code max(n)}. */
  record Maximum(boolean signed) implements Gathering {}

  /** {@code avg(n)}. */
  record Average(boolean signed) implements Gathering {}

  /** {@code stats(n)}. */
  record Stats(boolean signed) implements Gathering {}

  /** {@code stddev(n)}. */
  record Deviation() implements Gathering {}

  /**
   * {@code hist(n, bits)}. With {@code e} the place of n's highest bit, n's bucket is
   *
   * <pre>
   *   0                                                       n &lt; 0
   *   1 + n                                                   n &lt; 2^bits
   *   1 + ((e - bits + 1) &lt;&lt; bits) + (n &gt;&gt; (e - bits)) mod 2^bits   otherwise
   * </pre>
   *
   * @param bits 0 to 5
   */
  record PowerHistogram(int bits) implements Gathering {}

  /**
   * {@code quantize(n)}: a bucket for each power of two, on both sides of zero. Bucket 64 is zero,
   * {@code 65 + e} is n, {@code 63 - e} is -n, with {@code e} the place of n's highest bit.
   */
  record SignedPowerHistogram() implements Gathering {}

  /**
   * {@code lhist(n, least, most, step)}. Bucket 0 is below, {@code 1 + (n - least) / step} inside,
   * {@code 1 + (most - least) / step} at or above {@code most}.
   */
  record LinearHistogram(long least, long most, long step) implements Gathering {}

  /**
   * {@code llquantize(n, factor, low, high, steps)}: as DTrace has it, each power of {@code factor}
   * from {@code factor^low} on is cut into buckets as wide as its end divided by {@code steps}, at
   * least 1. Bucket 0 is below {@code factor^low}, bucket {@code i} from {@code bounds()[i - 1]} on
   * and below {@code bounds()[i]}, the last one at or above {@code factor^(high + 1)}.
   */
  record LogLinearHistogram(int factor, int low, int high, int steps) implements Gathering {

    /** Where buckets 1 and up begin; powers that a long does not hold are left out. */
    public List<Long> bounds() {
      List<Long> bounds = new ArrayList<>();
      long power = 1;
      for (int exponent = 0; exponent <= high; exponent++) {
        if (power > Long.MAX_VALUE / factor) {
          return bounds;
        }
        long next = power * factor;
        long width = Math.max(1, next / steps);
        for (long bound = power; exponent >= low && bound < next; bound += width) {
          bounds.add(bound);
        }
        power = next;
      }
      bounds.add(power);
      return bounds;
    }
  }

  /** {@code exphist(n)}: the pipeline's one layout ({@code BucketLayout}). */
  record ExponentialHistogram() implements Gathering {}

  /**
   * {@code tseries(n, interval, intervals, combination)}. The bucket is the interval's number
   * modulo {@code intervals}; the weight is the count for averages, the nanoseconds within the
   * interval for the last.
   */
  record TimeSeries(long intervalNanos, int intervals, Combination combination, boolean signed)
      implements Gathering {}

  /** How values of one interval become one. */
  enum Combination {
    LAST,
    AVERAGE,
    MAXIMUM,
    MINIMUM,
    SUM
  }

  /** Whether keys carry a bucket number. */
  default boolean hasBuckets() {
    return isHistogram() || this instanceof TimeSeries;
  }

  /** Whether it counts by bucket. */
  default boolean isHistogram() {
    return this instanceof PowerHistogram
        || this instanceof SignedPowerHistogram
        || this instanceof LinearHistogram
        || this instanceof LogLinearHistogram
        || this instanceof ExponentialHistogram;
  }
}
