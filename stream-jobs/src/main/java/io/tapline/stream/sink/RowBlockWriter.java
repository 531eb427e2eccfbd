package io.tapline.stream.sink;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.metrics.Counter;

/**
 * Gathers row blocks per table; inserts a table when it is full, when its oldest row is old enough,
 * and at every checkpoint. Runs in the task's thread only: an insert that waits holds the task
 * back.
 */
final class RowBlockWriter implements SinkWriter<RowBlock> {
  private final RowStore store;
  private final RetryingInserter inserter;
  private final FlushLimits limits;
  private final ProcessingTimeService time;
  private final Counter rowsSent;
  private final Counter retries;
  private final Map<Table, TableBuffer> buffers = new EnumMap<>(Table.class);

  RowBlockWriter(
      RowStore store,
      FlushLimits limits,
      ProcessingTimeService time,
      Counter rowsSent,
      Counter retries,
      RetryingInserter.Pause pause) {
    this.store = store;
    this.inserter = new RetryingInserter(store, pause);
    this.limits = limits;
    this.time = time;
    this.rowsSent = rowsSent;
    this.retries = retries;
  }

  @Override
  public void write(RowBlock block, Context context) throws IOException, InterruptedException {
    TableBuffer buffer = buffers.computeIfAbsent(block.table(), ignored -> new TableBuffer(limits));
    if (buffer.isEmpty()) {
      long due = time.getCurrentProcessingTime() + limits.ageOf(block.table()).toMillis();
      // A flush by size leaves its timer behind, which then flushes younger rows early: harmless.
      ScheduledFuture<?> unused = time.registerTimer(due, ignored -> insert(block.table(), buffer));
    }
    buffer.append(block);
    if (buffer.isFull()) {
      insert(block.table(), buffer);
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    for (Map.Entry<Table, TableBuffer> entry : buffers.entrySet()) {
      insert(entry.getKey(), entry.getValue());
    }
  }

  @Override
  public void close() {
    store.close();
  }

  private void insert(Table table, TableBuffer buffer) throws IOException, InterruptedException {
    if (buffer.isEmpty()) {
      return;
    }
    retries.inc(inserter.insert(table, buffer));
    rowsSent.inc(buffer.rows());
    buffer.clear();
  }
}
