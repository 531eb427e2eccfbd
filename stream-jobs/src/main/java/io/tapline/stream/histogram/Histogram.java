package io.tapline.stream.histogram;

import io.tapline.schemas.BucketLayout;
import java.util.Arrays;

/**
 * How often, how much in all, and how the values were spread: a record count, the sum of the
 * values, and for measured quantities the sparse buckets of {@link BucketLayout}.
 *
 * <p>Adding is associative and commutative, so any order and grouping of the same values gives the
 * same histogram; quantiles of it are off by at most {@link BucketLayout#RELATIVE_ERROR}. Counts
 * and sums wrap around at 2^63, which is centuries of nanoseconds away.
 *
 * <p>Buckets are kept ascending in two parallel arrays: a series meets a few dozen of the 2018
 * buckets, and dense arrays would cost 16 KB each. Mutable, not thread-safe.
 */
public final class Histogram {
  private static final int FIRST_CAPACITY = 4;
  private static final char[] NO_BUCKETS = {};
  private static final long[] NO_COUNTS = {};

  private long count;
  private long sum;
  private int size;
  private char[] buckets;
  private long[] counts;

  /** An empty histogram. */
  public Histogram() {
    this(0, 0, 0, NO_BUCKETS, NO_COUNTS);
  }

  private Histogram(long count, long sum, int size, char[] buckets, long[] counts) {
    this.count = count;
    this.sum = sum;
    this.size = size;
    this.buckets = buckets;
    this.counts = counts;
  }

  /** Records, of whatever value. */
  public long count() {
    return count;
  }

  /** Sum of the recorded values, in the series' unit; 0 where there is none. */
  public long sum() {
    return sum;
  }

  /** Buckets that are not empty. */
  public int size() {
    return size;
  }

  /**
   * The number of a bucket that is not empty.
   *
   * @param index 0 to size - 1; numbers ascend
   */
  public int bucket(int index) {
    return buckets[index];
  }

  /** The count that goes with {@link #bucket}; more than 0. */
  public long bucketCount(int index) {
    return counts[index];
  }

  /** One record with a measured value. */
  public void record(long value) {
    count++;
    sum += value;
    increase(BucketLayout.bucketOf(value), 1);
  }

  /** Records counted elsewhere, with the sum of their values; their buckets come separately. */
  public void addTotals(long moreCount, long moreSum) {
    count += moreCount;
    sum += moreSum;
  }

  /**
   * A bucket's count counted elsewhere; does not change {@link #count}.
   *
   * @throws IllegalArgumentException for a bucket outside the layout or a count below 1
   */
  public void addBucket(int bucket, long more) {
    if (bucket < 0 || bucket >= BucketLayout.BUCKETS || more < 1) {
      throw new IllegalArgumentException("bucket=" + bucket + ", count=" + more);
    }
    increase(bucket, more);
  }

  /** Adds all of another histogram, which stays as it is. */
  public void add(Histogram other) {
    count += other.count;
    sum += other.sum;
    if (other.size == 0) {
      return;
    }
    if (size == 0) {
      size = other.size;
      buckets = Arrays.copyOf(other.buckets, size);
      counts = Arrays.copyOf(other.counts, size);
      return;
    }
    merge(other);
  }

  /** A histogram of its own with the same content. */
  public Histogram copy() {
    return new Histogram(
        count, sum, size, Arrays.copyOf(buckets, size), Arrays.copyOf(counts, size));
  }

  private void increase(int bucket, long more) {
    int at = Arrays.binarySearch(buckets, 0, size, (char) bucket);
    if (at >= 0) {
      counts[at] += more;
      return;
    }
    at = -at - 1;
    if (size == buckets.length) {
      int capacity = Math.max(FIRST_CAPACITY, size + (size >> 1));
      buckets = Arrays.copyOf(buckets, capacity);
      counts = Arrays.copyOf(counts, capacity);
    }
    System.arraycopy(buckets, at, buckets, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    buckets[at] = (char) bucket;
    counts[at] = more;
    size++;
  }

  /** Merges two ascending runs from the back, in place when the arrays are long enough. */
  private void merge(Histogram other) {
    int merged = size + other.size - common(other);
    char[] intoBuckets = merged <= buckets.length ? buckets : Arrays.copyOf(buckets, merged);
    long[] intoCounts = merged <= counts.length ? counts : Arrays.copyOf(counts, merged);
    int mine = size - 1;
    int theirs = other.size - 1;
    for (int at = merged - 1; theirs >= 0; at--) {
      int difference = mine < 0 ? -1 : buckets[mine] - other.buckets[theirs];
      intoBuckets[at] = difference >= 0 ? buckets[mine] : other.buckets[theirs];
      long sumHere = difference >= 0 ? counts[mine] : 0;
      intoCounts[at] = difference <= 0 ? sumHere + other.counts[theirs] : sumHere;
      if (difference >= 0) {
        mine--;
      }
      if (difference <= 0) {
        theirs--;
      }
    }
    size = merged;
    buckets = intoBuckets;
    counts = intoCounts;
  }

  private int common(Histogram other) {
    int common = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < size && theirs < other.size) {
      int difference = buckets[mine] - other.buckets[theirs];
      if (difference == 0) {
        common++;
      }
      if (difference <= 0) {
        mine++;
      }
      if (difference >= 0) {
        theirs++;
      }
    }
    return common;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Histogram that
        && count == that.count
        && sum == that.sum
        && Arrays.equals(buckets, 0, size, that.buckets, 0, that.size)
        && Arrays.equals(counts, 0, size, that.counts, 0, that.size);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(count * 31 + sum);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("count=" + count + " sum=" + sum + " {");
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : ", ").append((int) buckets[i]).append('=').append(counts[i]);
    }
    return text.append('}').toString();
  }
}
