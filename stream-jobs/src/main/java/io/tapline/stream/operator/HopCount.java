package io.tapline.stream.operator;

import io.tapline.storage.row.HopRow;
import io.tapline.storage.row.HopRowEncoder;
import io.tapline.stream.batch.Origin;
import io.tapline.stream.sink.RowBlock;
import io.tapline.stream.sink.RowBlockBuilder;
import io.tapline.stream.sink.Table;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up what the other steps count, per (agent, boot, tapset), into cumulative rows. Counting is
 * part of the checkpoint, so after a restart nothing is counted twice or forgotten.
 */
public final class HopCount extends BarrierEmitter<HopDelta, RowBlock> {
  private static final long serialVersionUID = 1L;
  private static final long TICK_MILLIS = 1_000;
  private static final long FORGET_MILLIS = TimeUnit.HOURS.toMillis(26);

  private final Clock clock;
  private transient ValueState<HopTotals> totals;
  private transient Set<String> dirty;
  private transient RowBlockBuilder<HopRow> rows;

  /** Stamps its rows by a clock. */
  @SuppressWarnings("NullAway.Init") // Flink calls open before any record.
  public HopCount(Clock clock) {
    super(TICK_MILLIS);
    this.clock = clock;
  }

  @Override
  public void open() throws Exception {
    super.open();
    totals = getPartitionedState(new ValueStateDescriptor<>("totals", new HopTotalsSerializer()));
    dirty = new LinkedHashSet<>();
    rows = new RowBlockBuilder<>(Table.HOPS, new HopRowEncoder());
  }

  @Override
  public void processElement(StreamRecord<HopDelta> element) throws Exception {
    HopDelta delta = element.getValue();
    long now = clock.millis();
    HopTotals before = totals.value();
    if (before == null) {
      watchSilence(now);
      before = new HopTotals(delta.origin(), Map.of(), now);
    }
    totals.update(before.plus(delta, now));
    dirty.add((String) getCurrentKey());
  }

  @Override
  void emit(boolean all) throws Exception {
    // A few rows per tapset: all of them at every tick is little, and keeps the audit fresh.
    for (String key : dirty) {
      setCurrentKey(key);
      HopTotals sum = totals.value();
      if (sum != null) {
        emit(sum);
      }
    }
    dirty.clear();
    rows.finish(this::collect);
  }

  @Override
  boolean checkSilence(long nowMillis) throws Exception {
    HopTotals sum = totals.value();
    if (sum == null) {
      return false;
    }
    if (nowMillis - sum.lastSeenMillis() < FORGET_MILLIS) {
      return true;
    }
    totals.clear();
    return false;
  }

  private void emit(HopTotals sum) {
    Origin origin = sum.origin();
    sum.counts()
        .forEach(
            (hop, records) ->
                rows.add(
                    new HopRow(
                        origin.agent(),
                        origin.host(),
                        origin.boot(),
                        origin.tapset(),
                        hop.column(),
                        records,
                        sum.lastSeenMillis()),
                    this::collect));
  }

  private void collect(RowBlock block) {
    output.collect(new StreamRecord<>(block));
  }
}
