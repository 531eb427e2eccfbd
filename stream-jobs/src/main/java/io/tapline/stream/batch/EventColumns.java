package io.tapline.stream.batch;

import io.tapline.schemas.avro.Column;
import io.tapline.schemas.avro.ColumnRole;
import io.tapline.schemas.avro.EventBatch;
import io.tapline.stream.histogram.Histogram;
import io.tapline.stream.window.SeriesBlock;
import io.tapline.stream.window.SeriesKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An {@link EventBatch}, checked, with its times added up and its series numbered. */
public final class EventColumns {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** A batch is a quarter of a second of events; a day apart, its clock is no clock. */
  private static final long MAX_SPAN_NANOS = 86_400 * NANOS_PER_SECOND;

  private final EventBatch batch;
  private final long[] times;
  private final KeyColumns keys;
  private final KeyColumns.Numbering numbering;
  private final long @Nullable [] values;

  private EventColumns(EventBatch batch, long[] times, long @Nullable [] values) {
    this.batch = batch;
    this.times = times;
    this.keys = new KeyColumns(withRole(batch, ColumnRole.KEY), batch.getDictionary());
    this.numbering = keys.number(times.length);
    this.values = values;
  }

  /**
   * Checks a batch.
   *
   * @throws MalformedBatchException when columns differ in length, a string is not in the
   *     dictionary, there are two VALUE columns, times are more than a day apart, or the sequence
   *     is negative
   */
  public static EventColumns of(EventBatch batch) throws MalformedBatchException {
    int rows = batch.getTimeDeltas().size();
    Columns.check(batch.getColumns(), rows, batch.getDictionary().size());
    if (batch.getSequence() < 0) {
      throw new MalformedBatchException("sequence " + batch.getSequence() + " is negative");
    }
    long[] times = times(batch);
    requireSpan(times);
    List<Column> measured = withRole(batch, ColumnRole.VALUE);
    if (measured.size() > 1) {
      throw new MalformedBatchException(
          "two VALUE columns: " + measured.get(0).getName() + ", " + measured.get(1).getName());
    }
    long[] values = measured.isEmpty() ? null : Columns.longs(measured.get(0).getValues());
    return new EventColumns(batch, times, values);
  }

  /** The batch as it came. */
  public EventBatch batch() {
    return batch;
  }

  /** Whose events they are. */
  public Origin origin() {
    return new Origin(batch.getAgent(), batch.getHost(), batch.getBoot(), batch.getTapset());
  }

  /** Number of events. */
  public int rows() {
    return times.length;
  }

  /** Wall time of a row, nanoseconds since 1970. */
  public long timeNanos(int row) {
    return times[row];
  }

  /** The VALUE column; 0 when there is none. */
  public long value(int row) {
    return values == null ? 0 : values[row];
  }

  /** How many different keys the batch holds. */
  public int series() {
    return numbering.firstRow().length;
  }

  /** The dense number of a row's key, below {@link #series}. */
  public int seriesOf(int row) {
    return numbering.seriesOfRow()[row];
  }

  /** The key of a series as text. */
  public SeriesKey key(int series) {
    return keys.keyOf(numbering.firstRow()[series]);
  }

  /** Adds the batch up: per second since 1970, a histogram for each key. */
  public Map<Long, SeriesBlock> bySecond() {
    Map<Long, @Nullable Histogram[]> bySecond = new TreeMap<>();
    long second = Long.MIN_VALUE;
    @Nullable Histogram[] current = {};
    for (int row = 0; row < times.length; row++) {
      long rowSecond = Math.floorDiv(times[row], NANOS_PER_SECOND);
      if (rowSecond != second) {
        second = rowSecond;
        current = bySecond.computeIfAbsent(second, ignored -> new Histogram[series()]);
      }
      int series = seriesOf(row);
      Histogram histogram = current[series];
      if (histogram == null) {
        histogram = new Histogram();
        current[series] = histogram;
      }
      if (values == null) {
        histogram.addTotals(1, 0);
      } else {
        histogram.record(values[row]);
      }
    }
    Map<Long, SeriesBlock> blocks = new TreeMap<>();
    bySecond.forEach((at, histograms) -> blocks.put(at, block(histograms)));
    return blocks;
  }

  private SeriesBlock block(@Nullable Histogram[] histograms) {
    SeriesBlock block = new SeriesBlock();
    block.unit(batch.getUnit());
    for (int series = 0; series < histograms.length; series++) {
      Histogram histogram = histograms[series];
      if (histogram != null) {
        block.add(key(series), histogram, Integer.MAX_VALUE);
      }
    }
    return block;
  }

  private static long[] times(EventBatch batch) {
    long[] times = Columns.longs(batch.getTimeDeltas());
    long time = batch.getBaseTimeNanos();
    for (int row = 0; row < times.length; row++) {
      time += row == 0 ? 0 : times[row];
      times[row] = time;
    }
    return times;
  }

  private static void requireSpan(long[] times) throws MalformedBatchException {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (long time : times) {
      first = Math.min(first, time);
      last = Math.max(last, time);
    }
    if (times.length > 0 && (last - first > MAX_SPAN_NANOS || last - first < 0)) {
      throw new MalformedBatchException("times span from " + first + " to " + last + " ns");
    }
  }

  private static List<Column> withRole(EventBatch batch, ColumnRole role) {
    return batch.getColumns().stream().filter(column -> column.getRole() == role).toList();
  }
}
