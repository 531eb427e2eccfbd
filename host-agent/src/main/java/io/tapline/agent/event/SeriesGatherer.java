package io.tapline.agent.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns the entries of an emptied aggregation map into one {@link SeriesBatch}: entries of the same
 * key become one series, histogram buckets in ascending order. Bounded by the map it reads. Not
 * thread-safe.
 */
public final class SeriesGatherer {
  /** Stands for a key text that must not leave the host; its counts do. */
  static final String REDACTED = "(redacted)";

  private final AggregateLayout layout;
  private final BatchShape shape;
  private final FieldText numbers;
  private final Map<ByteBuffer, Series> series = new LinkedHashMap<>();

  public SeriesGatherer(AggregateLayout layout, BatchShape shape, FieldText numbers) {
    this.layout = layout;
    this.shape = shape;
    this.numbers = numbers;
  }

  /**
   * Takes one map entry; copies what it keeps.
   *
   * @param keys native byte order
   * @param keyOffset where the BPF key starts in {@code keys}
   * @param values native byte order
   * @param valueOffset where the value starts in {@code values}
   */
  public void add(ByteBuffer keys, int keyOffset, ByteBuffer values, int valueOffset) {
    byte[] key = new byte[layout.keyBytes()];
    keys.get(keyOffset, key);
    int bucketOffset = layout.bucketOffsetBytes();
    if (bucketOffset >= 0) {
      Arrays.fill(key, bucketOffset, bucketOffset + Integer.BYTES, (byte) 0);
    }
    Series one =
        series.computeIfAbsent(
            ByteBuffer.wrap(key).order(ByteOrder.nativeOrder()), unused -> new Series());
    switch (layout.aggregation()) {
      case SUM:
        one.sum += values.getLong(valueOffset);
        one.count += values.getLong(valueOffset + Long.BYTES);
        break;
      case EXPONENTIAL_HISTOGRAM:
        long count = values.getLong(valueOffset);
        one.count += count;
        one.buckets.merge(keys.getInt(keyOffset + bucketOffset), count, Long::sum);
        break;
      case COUNT:
        one.count += values.getLong(valueOffset);
        break;
    }
  }

  /** Whether nothing was added since the last batch. */
  public boolean isEmpty() {
    return series.isEmpty();
  }

  /** The batch of everything added, and an empty gatherer again. */
  public SeriesBatch finish(long sequence, long startNanos, long endNanos) {
    List<Series> rows = List.copyOf(series.values());
    boolean sums = layout.aggregation() == AggregateLayout.Aggregation.SUM;
    Map<String, Integer> strings = new LinkedHashMap<>();
    List<BatchColumn> keys = keyColumns(strings);
    series.clear();
    return new SeriesBatch(
        shape.tapset(),
        sequence,
        startNanos,
        endNanos,
        shape.unit(),
        List.copyOf(strings.keySet()),
        keys,
        rows.stream().mapToLong(s -> s.count).toArray(),
        sums ? rows.stream().mapToLong(s -> s.sum).toArray() : new long[0],
        layout.aggregation() == AggregateLayout.Aggregation.EXPONENTIAL_HISTOGRAM
            ? rows.stream().mapToInt(s -> s.buckets.size()).toArray()
            : new int[0],
        rows.stream().flatMap(s -> s.buckets.keySet().stream()).mapToInt(b -> b).toArray(),
        rows.stream().flatMap(s -> s.buckets.values().stream()).mapToLong(n -> n).toArray());
  }

  private List<BatchColumn> keyColumns(Map<String, Integer> strings) {
    List<BatchColumn> columns = new ArrayList<>();
    for (int i = 0; i < layout.keys().size(); i++) {
      Field field = layout.keys().get(i);
      String name = i < shape.keys().size() ? shape.keys().get(i) : field.name();
      ColumnBuffer column =
          new ColumnBuffer(new Field(name, field.type(), field.offsetBytes()), series.size());
      int row = 0;
      for (ByteBuffer key : series.keySet()) {
        column.add(row++, key, 0);
      }
      BatchColumn finished = column.finish(row, shape, numbers, strings);
      long[] values = finished.values();
      for (int r = 0; finished.text() && r < values.length; r++) {
        if (values[r] == ColumnBuffer.REFUSED) {
          values[r] = strings.computeIfAbsent(REDACTED, unused -> strings.size());
        }
      }
      columns.add(new BatchColumn(name, finished.text(), BatchColumn.Role.KEY, values));
    }
    return columns;
  }

  /** One key's increments. */
  private static final class Series {
    private long count;
    private long sum;
    private final TreeMap<Integer, Long> buckets = new TreeMap<>();
  }
}
