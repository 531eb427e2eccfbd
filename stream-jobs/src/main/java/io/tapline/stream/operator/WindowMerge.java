package io.tapline.stream.operator;

import io.tapline.storage.row.BucketCounts;
import io.tapline.storage.row.WindowRow;
import io.tapline.storage.row.WindowRowEncoder;
import io.tapline.stream.batch.Origin;
import io.tapline.stream.histogram.Histogram;
import io.tapline.stream.ledger.Hop;
import io.tapline.stream.sink.RowBlock;
import io.tapline.stream.sink.RowBlockBuilder;
import io.tapline.stream.sink.Table;
import io.tapline.stream.window.HostTime;
import io.tapline.stream.window.Resolution;
import io.tapline.stream.window.SeriesBlock;
import io.tapline.stream.window.Window;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Merges partials into windows of 1 s, 10 s and 60 s per (host, tapset), and hands out cumulative
 * rows: when a window has ended, again when late data enters it, and before every barrier.
 *
 * <p>A window has ended when the watermark or its own host's time says so, whichever is first; it
 * takes data for {@link #LATENESS_SECONDS} more of its host's time. What comes later is counted as
 * late. State is one block of series per window, so that a checkpoint copies only blocks that
 * change while it runs.
 */
public final class WindowMerge extends BarrierEmitter<Partial, RowBlock> {
  /** What was counted, for {@link HopCount}. */
  public static final OutputTag<HopDelta> HOPS =
      new OutputTag<>("window-hops", HopDeltaSerializer.TYPE);

  /** How long a window takes data after its end, in seconds of its host's time. */
  static final long LATENESS_SECONDS = 60;

  private static final long serialVersionUID = 1L;

  /** Rows of one host come in order but for what its CPUs interleave and an epoch gathers. */
  private static final long OUT_OF_ORDERNESS_SECONDS = 2;

  /** What a silent host may still send for: its last windows. */
  private static final long UNFINISHED_SECONDS = 5;

  private static final long TICK_MILLIS = 250;
  private static final long FORGET_MILLIS = TimeUnit.HOURS.toMillis(25);

  private final Clock clock;
  private final int seriesLimit;
  private transient ValueState<HostTime> times;
  private transient ValueState<Long> lastSeenMillis;
  private transient ValueStateDescriptor<SeriesBlock> blocks;
  private transient Set<Dirty> dirty;
  private transient RowBlockBuilder<WindowRow> rows;
  private transient long watermarkSecond;

  /**
   * A step with its bounds.
   *
   * @param clock by which a host's time is kept from running ahead
   * @param seriesLimit series per (host, tapset) and window; records of further keys are counted
   *     under {@code __other__}
   */
  @SuppressWarnings("NullAway.Init") // Flink calls open before any record.
  public WindowMerge(Clock clock, int seriesLimit) {
    super(TICK_MILLIS);
    this.clock = clock;
    this.seriesLimit = seriesLimit;
  }

  /** A window whose rows have changed since they were handed out. */
  private record Dirty(String key, long window) {}

  @Override
  public void open() throws Exception {
    super.open();
    times = getPartitionedState(new ValueStateDescriptor<>("time", new HostTimeSerializer()));
    lastSeenMillis =
        getPartitionedState(new ValueStateDescriptor<>("last-seen", LongSerializer.INSTANCE));
    blocks = new ValueStateDescriptor<>("window", new SeriesBlockSerializer());
    dirty = new LinkedHashSet<>();
    rows = new RowBlockBuilder<>(Table.WINDOWS, new WindowRowEncoder());
    watermarkSecond = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<Partial> element) throws Exception {
    Partial partial = element.getValue();
    long nowMillis = clock.millis();
    HostTime time = timeOfCurrentKey(nowMillis);
    time.advance(partial.second(), TimeUnit.MILLISECONDS.toSeconds(nowMillis));
    retire(time, time.time() - LATENESS_SECONDS);
    boolean counted = false;
    for (Resolution resolution : Resolution.ALL) {
      Window window = resolution.windowOf(partial.second());
      if (time.admit(window)) {
        merge(window, partial.block());
        counted |= resolution == Resolution.SECOND;
      }
    }
    times.update(time);
    lastSeenMillis.update(nowMillis);
    count(partial.origin(), counted ? Hop.WINDOWED : Hop.LATE, partial.block().records());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermarkSecond = Math.floorDiv(mark.getTimestamp() + 1, 1_000L);
    super.processWatermark(mark);
  }

  @Override
  void emit(boolean all) throws Exception {
    for (Iterator<Dirty> each = dirty.iterator(); each.hasNext(); ) {
      Dirty next = each.next();
      Window window = Window.unpack(next.window());
      setCurrentKey(next.key());
      if (all || hasEnded(window)) {
        emit(window);
        each.remove();
      }
    }
    rows.finish(this::collect);
  }

  @Override
  boolean checkSilence(long nowMillis) throws Exception {
    HostTime time = times.value();
    Long lastSeen = lastSeenMillis.value();
    if (time == null || lastSeen == null) {
      return false;
    }
    long silence = nowMillis - lastSeen;
    if (silence < SILENCE_MILLIS) {
      return true;
    }
    if (silence < FORGET_MILLIS) {
      retire(time, time.time() - UNFINISHED_SECONDS);
      times.update(time);
      return true;
    }
    retire(time, Long.MAX_VALUE);
    times.clear();
    lastSeenMillis.clear();
    return false;
  }

  private HostTime timeOfCurrentKey(long nowMillis) throws Exception {
    HostTime time = times.value();
    if (time != null) {
      return time;
    }
    watchSilence(nowMillis);
    return new HostTime();
  }

  private void merge(Window window, SeriesBlock increments) throws Exception {
    ValueState<SeriesBlock> state = blockOf(window);
    SeriesBlock block = state.value();
    if (block == null) {
      block = new SeriesBlock();
    }
    block.addAll(increments, seriesLimit);
    state.update(block);
    dirty.add(new Dirty((String) getCurrentKey(), window.packed()));
  }

  /** Hands out what has not been handed out yet of windows that end, and forgets them. */
  private void retire(HostTime time, long floor) throws Exception {
    for (Window retired : time.retire(floor)) {
      if (dirty.remove(new Dirty((String) getCurrentKey(), retired.packed()))) {
        emit(retired);
      }
      blockOf(retired).clear();
    }
  }

  private boolean hasEnded(Window window) throws Exception {
    HostTime time = times.value();
    return window.end() <= watermarkSecond
        || (time != null && window.end() <= time.time() - OUT_OF_ORDERNESS_SECONDS);
  }

  private void emit(Window window) throws Exception {
    ValueState<SeriesBlock> state = blockOf(window);
    SeriesBlock block = state.value();
    if (block == null) {
      return;
    }
    Owner owner = Owner.ofKey((String) getCurrentKey());
    block.drainDirty(
        (key, histogram) ->
            rows.add(
                new WindowRow(
                    window.resolution().seconds(),
                    window.start(),
                    owner.tapset(),
                    owner.host(),
                    key.texts(),
                    block.unit(),
                    histogram.count(),
                    histogram.sum(),
                    new Buckets(histogram)),
                this::collect));
    state.update(block);
  }

  private ValueState<SeriesBlock> blockOf(Window window) throws Exception {
    return getPartitionedState(window.packed(), LongSerializer.INSTANCE, blocks);
  }

  private void collect(RowBlock block) {
    output.collect(new StreamRecord<>(block));
  }

  private void count(Origin origin, Hop hop, long count) {
    if (count > 0) {
      output.collect(HOPS, new StreamRecord<>(new HopDelta(origin, hop, count)));
    }
  }

  /** A histogram as the row encoder reads it. */
  private record Buckets(Histogram histogram) implements BucketCounts {
    @Override
    public int size() {
      return histogram.size();
    }

    @Override
    public int bucketAt(int index) {
      return histogram.bucket(index);
    }

    @Override
    public long countAt(int index) {
      return histogram.bucketCount(index);
    }
  }
}
