package io.tapline.stream.sink;

import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Flink's way to the store. At least once onto rows that are idempotent, which together is exactly
 * once: every row before a checkpoint barrier is in the store when the checkpoint completes, and a
 * replay after it writes the same rows.
 */
public final class ClickHouseSink implements Sink<RowBlock> {
  private static final long serialVersionUID = 1L;

  private final RowStoreOpener opener;
  private final FlushLimits limits;

  /** A sink that opens a store per task. */
  public ClickHouseSink(RowStoreOpener opener, FlushLimits limits) {
    this.opener = opener;
    this.limits = limits;
  }

  @Override
  public SinkWriter<RowBlock> createWriter(WriterInitContext context) {
    return new RowBlockWriter(
        opener.open(),
        limits,
        context.getProcessingTimeService(),
        context.metricGroup().getNumRecordsSendCounter(),
        context.metricGroup().counter("insertRetries"),
        RetryingInserter.Pause.SLEEP);
  }
}
