package io.tapline.agent.event;

import java.util.List;

/**
 * What one aggregation map gathered in one epoch, as increments. Arrays are not written after
 * construction.
 *
 * @param tapset whose map
 * @param sequence 0, 1, 2, ... per tapset since the agent's start, apart from events
 * @param startNanos start of the epoch, wall nanoseconds since 1970
 * @param endNanos its end
 * @param unit of the gathered value
 * @param dictionary what text keys point into
 * @param keys key columns, one value per series
 * @param counts records per series
 * @param sums sum of values per series; empty unless the aggregation is a sum
 * @param bucketLengths (bucket, count) pairs per series; empty unless it is a histogram
 * @param buckets bucket numbers, series after series, ascending within a series
 * @param bucketCounts counts that go with buckets
 */
@SuppressWarnings("ArrayRecordComponent") // Compared nowhere; made and encoded 4 times a second.
public record SeriesBatch(
    String tapset,
    long sequence,
    long startNanos,
    long endNanos,
    String unit,
    List<String> dictionary,
    List<BatchColumn> keys,
    long[] counts,
    long[] sums,
    int[] bucketLengths,
    int[] buckets,
    long[] bucketCounts) {

  /** Number of series. */
  public int rows() {
    return counts.length;
  }

  /** Records in all series together. */
  public long records() {
    long records = 0;
    for (long count : counts) {
      records += count;
    }
    return records;
  }
}
