package io.tapline.stream.source;

import io.tapline.schemas.avro.AgentStatus;
import io.tapline.schemas.avro.EventBatch;
import io.tapline.schemas.avro.LedgerEntry;
import io.tapline.schemas.avro.SeriesBatch;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The event time of a batch for the watermark: its latest row, but never more than {@link
 * #MAX_AHEAD} ahead of this machine's clock, so that one stamp from the future does not close
 * everybody's windows. The rows themselves keep their stamps.
 */
final class BatchTime {
  /** How far an agent's clock may run ahead before it is held back. */
  static final Duration MAX_AHEAD = Duration.ofSeconds(5);

  /** Of a record that has no say in event time. */
  static final long NONE = Long.MIN_VALUE;

  private final Clock clock;

  BatchTime(Clock clock) {
    this.clock = clock;
  }

  /** Milliseconds since 1970, or {@link #NONE}. */
  long millisOf(WireRecord record) {
    Reading reading = new Reading();
    record.accept(reading);
    if (reading.nanos == NONE) {
      return NONE;
    }
    long latest = clock.millis() + MAX_AHEAD.toMillis();
    return Math.min(TimeUnit.NANOSECONDS.toMillis(reading.nanos), latest);
  }

  private static final class Reading implements WireRecord.Visitor<RuntimeException> {
    private long nanos = NONE;

    @Override
    public void visitEvents(EventBatch batch) {
      long time = batch.getBaseTimeNanos();
      boolean first = true;
      for (long delta : batch.getTimeDeltas()) {
        time += first ? 0 : delta;
        first = false;
        nanos = Math.max(nanos, time);
      }
    }

    @Override
    public void visitSeries(SeriesBatch batch) {
      nanos = batch.getStartNanos();
    }

    @Override
    public void visitLedger(LedgerEntry entry) {}

    @Override
    public void visitStatus(AgentStatus status) {}

    @Override
    public void visitMalformed(String where, String reason) {}
  }
}
