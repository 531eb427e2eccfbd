package io.tapline.storage.row;

/**
 * The filled buckets of one histogram, as the encoder reads them: an interface, so that a window's
 * own arrays are read in place. Bucket numbers are those of the wire's BucketLayout; each appears
 * once.
 */
public interface BucketCounts {
  /** No buckets: what windows of count() and sum() tapsets have. */
  BucketCounts NONE = of(new int[0], new long[0]);

  /** How many buckets are filled. */
  int size();

  /** Bucket number of entry {@code index}, 0 to 2017. */
  int bucketAt(int index);

  /** Count of entry {@code index}. */
  long countAt(int index);

  /**
   * A view of two arrays of the same length; they are not copied.
   *
   * @throws IllegalArgumentException when the lengths differ
   */
  static BucketCounts of(int[] buckets, long[] counts) {
    if (buckets.length != counts.length) {
      throw new IllegalArgumentException(
          buckets.length + " buckets, but " + counts.length + " counts");
    }
    return new BucketCounts() {
      @Override
      public int size() {
        return buckets.length;
      }

      @Override
      public int bucketAt(int index) {
        return buckets[index];
      }

      @Override
      public long countAt(int index) {
        return counts[index];
      }
    };
  }
}
