package io.tapline.stream.batch;

import io.tapline.schemas.BucketLayout;
import io.tapline.schemas.avro.SeriesBatch;
import io.tapline.stream.histogram.Histogram;
import io.tapline.stream.window.SeriesBlock;

/** A {@link SeriesBatch}, checked: one epoch's increments, all of the second it started in. */
public final class SeriesColumns {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final SeriesBatch batch;
  private final SeriesBlock block;
  private final long records;

  private SeriesColumns(SeriesBatch batch, SeriesBlock block, long records) {
    this.batch = batch;
    this.block = block;
    this.records = records;
  }

  /**
   * Checks a batch and adds it up.
   *
   * @throws MalformedBatchException when columns differ in length, a string is not in the
   *     dictionary, a count is negative, or a bucket is outside the layout
   */
  public static SeriesColumns of(SeriesBatch batch) throws MalformedBatchException {
    long[] counts = Columns.longs(batch.getCounts());
    Columns.check(batch.getKeys(), counts.length, batch.getDictionary().size());
    if (batch.getSequence() < 0) {
      throw new MalformedBatchException("sequence " + batch.getSequence() + " is negative");
    }
    Histogram[] histograms = histograms(batch, counts);
    KeyColumns keys = new KeyColumns(batch.getKeys(), batch.getDictionary());
    SeriesBlock block = new SeriesBlock();
    block.unit(batch.getUnit());
    long records = 0;
    for (int row = 0; row < counts.length; row++) {
      block.add(keys.keyOf(row), histograms[row], Integer.MAX_VALUE);
      records += counts[row];
    }
    return new SeriesColumns(batch, block, records);
  }

  /** Whose series they are. */
  public Origin origin() {
    return new Origin(batch.getAgent(), batch.getHost(), batch.getBoot(), batch.getTapset());
  }

  /** Sequence number of the batch. */
  public long sequence() {
    return batch.getSequence();
  }

  /** Records gathered in all series. */
  public long records() {
    return records;
  }

  /** Second since 1970 in which the epoch started: the event time of all of it. */
  public long second() {
    return Math.floorDiv(batch.getStartNanos(), NANOS_PER_SECOND);
  }

  /** The increments. */
  public SeriesBlock block() {
    return block;
  }

  private static Histogram[] histograms(SeriesBatch batch, long[] counts)
      throws MalformedBatchException {
    long[] sums = optional("sums", Columns.longs(batch.getSums()), counts.length);
    Histogram[] histograms = new Histogram[counts.length];
    for (int row = 0; row < counts.length; row++) {
      if (counts[row] < 0) {
        throw new MalformedBatchException("count " + counts[row] + " is negative");
      }
      histograms[row] = new Histogram();
      histograms[row].addTotals(counts[row], sums[row]);
    }
    addBuckets(batch, histograms);
    return histograms;
  }

  private static void addBuckets(SeriesBatch batch, Histogram[] histograms)
      throws MalformedBatchException {
    int[] lengths = Columns.ints(batch.getBucketLengths());
    int[] buckets = Columns.ints(batch.getBuckets());
    long[] bucketCounts = Columns.longs(batch.getBucketCounts());
    Columns.requireLength("bucketCounts", bucketCounts.length, buckets.length);
    if (lengths.length != 0) {
      Columns.requireLength("bucketLengths", lengths.length, histograms.length);
    }
    int at = 0;
    for (int row = 0; row < lengths.length; row++) {
      if (lengths[row] < 0 || lengths[row] > buckets.length - at) {
        throw new MalformedBatchException(
            "bucketLengths[" + row + "]=" + lengths[row] + " overruns buckets");
      }
      for (int end = at + lengths[row]; at < end; at++) {
        if (buckets[at] < 0 || buckets[at] >= BucketLayout.BUCKETS || bucketCounts[at] < 0) {
          throw new MalformedBatchException(
              "bucket " + buckets[at] + " with count " + bucketCounts[at]);
        }
        if (bucketCounts[at] > 0) {
          histograms[row].addBucket(buckets[at], bucketCounts[at]);
        }
      }
    }
    Columns.requireLength("buckets", buckets.length, at);
  }

  private static long[] optional(String name, long[] values, int expected)
      throws MalformedBatchException {
    if (values.length == 0) {
      return new long[expected];
    }
    Columns.requireLength(name, values.length, expected);
    return values;
  }
}
