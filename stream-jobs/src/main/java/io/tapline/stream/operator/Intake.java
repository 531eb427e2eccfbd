package io.tapline.stream.operator;

import io.tapline.schemas.avro.AgentStatus;
import io.tapline.schemas.avro.EventBatch;
import io.tapline.schemas.avro.LedgerEntry;
import io.tapline.schemas.avro.SeriesBatch;
import io.tapline.stream.batch.EventColumns;
import io.tapline.stream.batch.MalformedBatchException;
import io.tapline.stream.batch.Origin;
import io.tapline.stream.batch.SeriesColumns;
import io.tapline.stream.ledger.BatchRegister;
import io.tapline.stream.ledger.BatchStream;
import io.tapline.stream.ledger.Hop;
import io.tapline.stream.ledger.SequenceTracker;
import io.tapline.stream.ledger.SequenceTracker.Verdict;
import io.tapline.stream.sink.RowBlock;
import io.tapline.stream.source.WireRecord;
import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first step, chained to the source: takes each batch once, turns raw events and agents' words
 * into rows at once, and adds batches up to partial windows.
 *
 * <p>State: how far each sequence has come, as union list state, because a restart with another
 * parallelism gives partitions, and with them sequences, to other tasks.
 */
public final class Intake extends ProcessFunction<WireRecord, RowBlock>
    implements CheckpointedFunction {
  /** Partial windows, for {@link WindowMerge}. */
  public static final OutputTag<Partial> PARTIALS =
      new OutputTag<>("partials", PartialSerializer.TYPE);

  /** What was counted, for {@link HopCount}. */
  public static final OutputTag<HopDelta> HOPS = new OutputTag<>("hops", HopDeltaSerializer.TYPE);

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final long MAX_AHEAD_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long MAX_BEHIND_NANOS = TimeUnit.DAYS.toNanos(1);

  private final Clock clock;
  private transient BatchRegister register;
  private transient ListState<BatchRegister.Entry> saved;
  private transient EventRows eventRows;
  private transient AgentRows agentRows;
  private transient boolean malformedSeen;

  /** Judges stamps by a clock. */
  @SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before any record.
  public Intake(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    register = new BatchRegister();
    saved =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("sequences", new BatchRegisterEntrySerializer()));
    for (BatchRegister.Entry entry : saved.get()) {
      register.restore(entry);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    saved.update(new ArrayList<>(register.entries(clock.millis())));
  }

  @Override
  public void open(OpenContext context) {
    eventRows = new EventRows();
    agentRows = new AgentRows();
  }

  @Override
  public void processElement(WireRecord record, Context context, Collector<RowBlock> out) {
    record.accept(new Step(context, out));
  }

  /** One record's way through. */
  private final class Step implements WireRecord.Visitor<RuntimeException> {
    private final Context context;
    private final Collector<RowBlock> out;

    Step(Context context, Collector<RowBlock> out) {
      this.context = context;
      this.out = out;
    }

    @Override
    public void visitEvents(EventBatch batch) {
      Origin origin =
          new Origin(batch.getAgent(), batch.getHost(), batch.getBoot(), batch.getTapset());
      try {
        EventColumns columns = EventColumns.of(batch);
        if (!isFirst(origin, BatchStream.Kind.EVENTS, batch.getSequence(), columns.rows())) {
          return;
        }
        count(origin, Hop.SKEWED, skewed(columns));
        eventRows.encode(columns, out::collect);
        columns.bySecond().forEach((second, block) -> emit(new Partial(origin, second, block)));
      } catch (MalformedBatchException e) {
        malformed(origin, "events batch " + batch.getSequence() + " of " + origin, e.getMessage());
      }
    }

    @Override
    public void visitSeries(SeriesBatch batch) {
      Origin origin =
          new Origin(batch.getAgent(), batch.getHost(), batch.getBoot(), batch.getTapset());
      try {
        SeriesColumns columns = SeriesColumns.of(batch);
        if (!isFirst(origin, BatchStream.Kind.SERIES, batch.getSequence(), columns.records())) {
          return;
        }
        if (isSkewed(batch.getStartNanos())) {
          count(origin, Hop.SKEWED, columns.records());
        }
        emit(new Partial(origin, columns.second(), columns.block()));
      } catch (MalformedBatchException e) {
        malformed(origin, "series batch " + batch.getSequence() + " of " + origin, e.getMessage());
      }
    }

    @Override
    public void visitLedger(LedgerEntry entry) {
      if (entry.getSeconds().size() != entry.getSecondCounts().size()) {
        malformed(
            new Origin(entry.getAgent(), entry.getHost(), entry.getBoot(), entry.getTapset()),
            "ledger entry " + entry.getSequence() + " of " + entry.getAgent(),
            "seconds and secondCounts differ in length");
        return;
      }
      agentRows.encode(entry, out::collect);
    }

    @Override
    public void visitStatus(AgentStatus status) {
      agentRows.encode(status, out::collect);
    }

    @Override
    public void visitMalformed(String where, String reason) {
      malformed(Origin.UNKNOWN, where, reason);
    }

    private boolean isFirst(Origin origin, BatchStream.Kind kind, long sequence, long records) {
      SequenceTracker tracker =
          register.tracker(
              new BatchStream(origin.agent(), origin.boot(), origin.tapset(), kind),
              clock.millis());
      count(origin, Hop.MISSING, tracker.skippedBy(sequence));
      Verdict verdict = tracker.see(sequence);
      if (verdict == Verdict.RECOVERED) {
        count(origin, Hop.RECOVERED, 1);
      }
      boolean first = verdict != Verdict.DUPLICATE;
      count(origin, first ? Hop.RECEIVED : Hop.DUPLICATE, records);
      return first;
    }

    private void emit(Partial partial) {
      context.output(PARTIALS, partial);
    }

    private void count(Origin origin, Hop hop, long count) {
      if (count > 0) {
        context.output(HOPS, new HopDelta(origin, hop, count));
      }
    }

    private void malformed(Origin origin, String where, @Nullable String reason) {
      count(origin, Hop.MALFORMED, 1);
      if (!malformedSeen) {
        malformedSeen = true;
        LOG.warn("malformed: {}: {} (further ones are only counted)", where, reason);
      }
    }
  }

  private long skewed(EventColumns columns) {
    long skewed = 0;
    for (int row = 0; row < columns.rows(); row++) {
      if (isSkewed(columns.timeNanos(row))) {
        skewed++;
      }
    }
    return skewed;
  }

  private boolean isSkewed(long nanos) {
    long ahead = nanos - TimeUnit.MILLISECONDS.toNanos(clock.millis());
    return ahead > MAX_AHEAD_NANOS || ahead < -MAX_BEHIND_NANOS;
  }
}
