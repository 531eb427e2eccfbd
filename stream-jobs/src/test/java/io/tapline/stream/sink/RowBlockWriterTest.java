package io.tapline.stream.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapline.storage.engine.FatalEngineException;
import io.tapline.storage.engine.RetriableEngineException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.junit.jupiter.api.Test;

class RowBlockWriterTest {
  private static final FlushLimits LIMITS =
      new FlushLimits(10, 1_000, Duration.ofMillis(300), Duration.ofSeconds(1));

  private final FakeStore store = new FakeStore();
  private final FakeTime time = new FakeTime();
  private final List<Long> pauses = new ArrayList<>();
  private final SimpleCounter retries = new SimpleCounter();
  private final RowBlockWriter writer =
      new RowBlockWriter(store, LIMITS, time, new SimpleCounter(), retries, pauses::add);

  @Test
  void gathersRowsUntilTheyAreOldEnoughPerTable() throws Exception {
    writer.write(block(Table.EVENTS, 1, 5), null);
    writer.write(block(Table.HOPS, 1, 7), null);
    writer.write(block(Table.EVENTS, 1, 5), null);
    time.advance(299);
    assertThat(store.inserts).isEmpty();
    time.advance(1);
    assertThat(store.inserts).containsExactly("events:10");
    time.advance(700);
    assertThat(store.inserts).containsExactly("events:10", "hops:7");
  }

  @Test
  void insertsAtOnceWhenThereAreManyRowsOrBytes() throws Exception {
    writer.write(block(Table.EVENTS, 10, 20), null);
    writer.write(block(Table.WINDOWS, 1, 1_000), null);

    assertThat(store.inserts).containsExactly("events:20", "windows:1000");
  }

  @Test
  void aCheckpointLeavesNothingBehind() throws Exception {
    writer.write(block(Table.EVENTS, 1, 5), null);
    writer.write(block(Table.LEDGER, 1, 5), null);
    writer.flush(false);
    writer.flush(false);

    assertThat(store.inserts).containsExactlyInAnyOrder("events:5", "ledger:5");
  }

  @Test
  void repeatsTheSameRowsUntilTheStoreHasThem() throws Exception {
    store.failures = 7;
    writer.write(block(Table.EVENTS, 10, 20), null);

    assertThat(store.inserts).containsExactly("events:20");
    assertThat(retries.getCount()).isEqualTo(7);
    assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L);
  }

  @Test
  void aRefusalForGoodEndsTheJobWithTheStoresWords() {
    store.refusal = "Code: 60. Table tapline.events does not exist";

    assertThatThrownBy(() -> writer.write(block(Table.EVENTS, 10, 20), null))
        .isInstanceOf(FatalInsertException.class)
        .hasMessage("insert of 10 rows into events: Code: 60. Table tapline.events does not exist")
        .satisfies(
            e ->
                assertThat(
                        ThrowableClassifier.findThrowableOfThrowableType(
                            new RuntimeException(e), ThrowableType.NonRecoverableError))
                    .isPresent());
  }

  private static RowBlock block(Table table, int rows, int bytes) {
    return new RowBlock(table, rows, new byte[bytes]);
  }

  private static final class FakeStore implements RowStore {
    private final List<String> inserts = new ArrayList<>();
    private int failures;
    private String refusal = "";

    @Override
    public void insert(String table, List<String> columns, byte[] rowBinary, int length) {
      if (failures-- > 0) {
        throw new RetriableEngineException("away", new IOException("away"));
      }
      if (!refusal.isEmpty()) {
        throw new FatalEngineException(refusal);
      }
      inserts.add(table + ":" + length);
    }

    @Override
    public void close() {}
  }

  /** Time that moves by hand. */
  private static final class FakeTime implements ProcessingTimeService {
    private record Timer(long due, ProcessingTimeCallback callback) {}

    private final List<Timer> timers = new ArrayList<>();
    private long now = 1_000_000;

    @Override
    public long getCurrentProcessingTime() {
      return now;
    }

    @Override
    @SuppressWarnings("NullAway") // The writer does not keep it.
    public ScheduledFuture<?> registerTimer(long due, ProcessingTimeCallback callback) {
      timers.add(new Timer(due, callback));
      return null;
    }

    void advance(long millis) throws Exception {
      now += millis;
      List<Timer> due = timers.stream().filter(timer -> timer.due() <= now).toList();
      timers.removeAll(due);
      for (Timer timer : due) {
        timer.callback().onProcessingTime(now);
      }
    }
  }
}
