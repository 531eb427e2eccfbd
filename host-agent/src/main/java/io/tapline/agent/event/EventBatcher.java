package io.tapline.agent.event;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gathers the ring records of one {@code emit} statement into columns. A batch goes out when it has
 * {@code capacity} rows, or when {@link #flush} is called, which its owner does each 250 ms. Holds
 * at most {@code capacity} rows; allocates nothing per record. Not thread-safe.
 */
public final class EventBatcher {
  private final EventLayout layout;
  private final BatchShape shape;
  private final FieldText numbers;
  private final KernelClock clock;
  private final Sequence sequence;
  private final Consumer<EventBatch> full;
  private final ColumnBuffer[] columns;
  private final long[] times;
  private final long[] cpus;
  private int rows;
  private long refused;

  /**
   * @param sequence numbers the batches of the tapset; shared by its emit statements
   * @param full is given each finished batch, on the caller's thread
   */
  public EventBatcher(
      EventLayout layout,
      BatchShape shape,
      FieldText numbers,
      KernelClock clock,
      Sequence sequence,
      int capacity,
      Consumer<EventBatch> full) {
    this.layout = layout;
    this.shape = shape;
    this.numbers = numbers;
    this.clock = clock;
    this.sequence = sequence;
    this.full = full;
    this.columns =
        layout.fields().stream()
            .map(field -> new ColumnBuffer(field, capacity))
            .toArray(ColumnBuffer[]::new);
    this.times = new long[capacity];
    this.cpus = new long[capacity];
  }

  /**
   * Takes one ring record.
   *
   * @throws IllegalArgumentException when it is shorter than the layout
   */
  public void add(ByteBuffer data, int offset, int length) {
    if (length < layout.sizeBytes()) {
      throw new IllegalArgumentException(
          "ring record shorter than its layout: length=" + length + ", layout=" + layout);
    }
    times[rows] = clock.wallNanos(data.getLong(offset + EventLayout.TIME_OFFSET));
    cpus[rows] = data.getShort(offset + EventLayout.CPU_OFFSET) & 0xFFFFL;
    for (ColumnBuffer column : columns) {
      column.add(rows, data, offset);
    }
    if (++rows == times.length) {
      flush();
    }
  }

  /** Rows waiting for a batch to fill. */
  public int pending() {
    return rows;
  }

  /** Records given up since the start because a text could not be redacted. */
  public long refused() {
    return refused;
  }

  /** Sends what is there, if anything. */
  public void flush() {
    if (rows == 0) {
      return;
    }
    Map<String, Integer> strings = new LinkedHashMap<>();
    List<BatchColumn> finished = new ArrayList<>(columns.length + 1);
    for (ColumnBuffer column : columns) {
      finished.add(column.finish(rows, shape, numbers, strings));
    }
    finished.add(new BatchColumn("cpu", false, BatchColumn.Role.ATTRIBUTE, copy(cpus, rows)));
    long[] stamps = copy(times, rows);
    int kept = dropRefused(finished, stamps);
    refused += rows - kept;
    rows = 0;
    if (kept > 0) {
      full.accept(
          new EventBatch(
              shape.tapset(),
              sequence.next(),
              copy(stamps, kept),
              shape.unit(),
              List.copyOf(strings.keySet()),
              finished.stream()
                  .map(c -> new BatchColumn(c.name(), c.text(), c.role(), copy(c.values(), kept)))
                  .toList()));
    }
  }

  /** Closes the gaps that rows with a refused text leave; returns how many rows remain. */
  private int dropRefused(List<BatchColumn> finished, long[] stamps) {
    int kept = 0;
    for (int row = 0; row < stamps.length; row++) {
      boolean refuse = false;
      for (BatchColumn column : finished) {
        refuse |= column.text() && column.values()[row] == ColumnBuffer.REFUSED;
      }
      if (refuse) {
        continue;
      }
      if (kept < row) {
        stamps[kept] = stamps[row];
        for (BatchColumn column : finished) {
          column.values()[kept] = column.values()[row];
        }
      }
      kept++;
    }
    return kept;
  }

  private static long[] copy(long[] source, int length) {
    return source.length == length ? source : Arrays.copyOf(source, length);
  }
}
