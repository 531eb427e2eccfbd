package io.tapline.agent.trace.output;

import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;

/** Of all histograms: counts by bucket. */
final class HistogramTally implements Tally {
  private final Buckets buckets;
  private final boolean divides;
  private final SortedMap<Integer, Long> counts = new TreeMap<>();

  /**
   * @param divides whether a divisor means anything: for lhist() it does not
   */
  HistogramTally(Buckets buckets, boolean divides) {
    this.buckets = buckets;
    this.divides = divides;
  }

  @Override
  public void add(int bucket, ByteBuffer value) {
    long count = value.getLong(0);
    if (count != 0) {
      counts.merge(bucket, count, Long::sum);
    }
  }

  @Override
  public MapView.Cell cell(long divisor) {
    return new MapView.Histogram(
        buckets.shown(counts).stream().map(b -> divides ? divided(b, divisor) : b).toList());
  }

  private static MapView.Bucket divided(MapView.Bucket bucket, long divisor) {
    return new MapView.Bucket(
        bucket.label(), bucket.least(), bucket.most(), bucket.count() / divisor);
  }

  @Override
  public long rank() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
