package io.tapline.dashboard.view;

import io.tapline.schemas.BucketLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts by bucket of {@link BucketLayout}; mutable, not safe for threads. Adding is associative
 * and commutative; quantiles are off by at most {@link BucketLayout#RELATIVE_ERROR}.
 */
public final class Distribution {
  /** Rows of the heatmap per power of two; eight sub-buckets share one row. */
  public static final int ROWS_PER_OCTAVE = 4;

  private static final int BUCKETS_PER_ROW = BucketLayout.SUB_BUCKETS / ROWS_PER_OCTAVE;

  private final TreeMap<Integer, Long> counts = new TreeMap<>();
  private long total;

  /** No counts. */
  public Distribution() {}

  /** As the store gives them: bucket number as text, count. */
  static Distribution of(Map<String, Long> buckets) {
    Distribution distribution = new Distribution();
    buckets.forEach((bucket, count) -> distribution.add(Integer.parseInt(bucket), count));
    return distribution;
  }

  /** Adds records to one bucket. */
  public void add(int bucket, long count) {
    counts.merge(bucket, count, Long::sum);
    total += count;
  }

  /** Adds all of another's counts. */
  public void add(Distribution other) {
    other.counts.forEach(this::add);
  }

  /** How many records. */
  public long total() {
    return total;
  }

  /** True without any record. */
  public boolean isEmpty() {
    return total == 0;
  }

  /**
   * The value that a share of the records does not exceed: the middle of the bucket that holds the
   * record of rank ceil(share * total); 0 when empty.
   */
  public double quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      seen += entry.getValue();
      if (seen >= rank) {
        return BucketLayout.middle(entry.getKey());
      }
    }
    return 0;
  }

  /**
   * Row, count, row, count, ... in rising order. Row r holds the values in (2^(r/4), 2^((r+1)/4)];
   * row 0 also those of 1 and below.
   */
  public List<Long> cells() {
    List<Long> cells = new ArrayList<>();
    long row = -1;
    for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
      long entryRow = Math.max(0, entry.getKey() - 2) / BUCKETS_PER_ROW;
      if (entryRow == row) {
        cells.set(cells.size() - 1, cells.get(cells.size() - 1) + entry.getValue());
      } else {
        row = entryRow;
        cells.add(row);
        cells.add(entry.getValue());
      }
    }
    return cells;
  }
}
