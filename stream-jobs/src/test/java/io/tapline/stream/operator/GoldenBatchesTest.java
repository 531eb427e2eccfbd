package io.tapline.stream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.schemas.BucketLayout;
import io.tapline.schemas.Topics;
import io.tapline.stream.sink.RowBlock;
import io.tapline.stream.sink.RowStore;
import io.tapline.stream.source.WireDeserializer;
import io.tapline.stream.source.WireRecord;
import io.tapline.stream.testing.RecordingStore;
import io.tapline.stream.testing.RecordingStore.Event;
import io.tapline.stream.testing.RecordingStore.EventId;
import io.tapline.stream.testing.RecordingStore.Stats;
import io.tapline.stream.testing.RecordingStore.WindowId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * The bytes that the agent's AvroBatchEncoderTest wrote, read by the job's own steps down to rows:
 * a step that drifts alone fails here or there.
 */
class GoldenBatchesTest {
  private static final Path GOLDEN = Path.of("../schemas/src/test/resources/golden");
  private static final long SECOND = 1_700_000_000L;

  /** Start of the windows of 10 s that {@link #SECOND} and the second before it lie in. */
  private static final long TEN = 1_700_000_000L;

  private static final long TEN_BEFORE = 1_699_999_990L;
  private static final long MINUTE = 1_699_999_980L;
  private static final long LARGE = 1L << 40;

  private final Clock clock = Clock.fixed(Instant.ofEpochSecond(SECOND + 1), ZoneOffset.UTC);
  private final RecordingStore store = new RecordingStore();

  @Test
  void eventsBecomeRowsAndWindows() throws Exception {
    run(Topics.EVENTS.name(), "event-batch.bin");

    assertThat(store.events())
        .containsOnly(
            Map.entry(id(0), event(SECOND * 1_000_000_000, "select ?", 5)),
            Map.entry(id(1), event(SECOND * 1_000_000_000 + 900, "update t", -1)),
            Map.entry(id(2), event(SECOND * 1_000_000_000 - 1_000, "select ?", LARGE)));
    assertThat(store.windows())
        .containsOnly(
            window(1, SECOND, "select ?", 5),
            window(1, SECOND, "update t", -1),
            window(1, SECOND - 1, "select ?", LARGE),
            window(10, TEN, "select ?", 5),
            window(10, TEN, "update t", -1),
            window(10, TEN_BEFORE, "select ?", LARGE),
            window(60, MINUTE, "select ?", 5, LARGE),
            window(60, MINUTE, "update t", -1));
  }

  @Test
  void seriesBecomeWindowsWithTheBucketsOfTheKernel() throws Exception {
    run(Topics.SERIES.name(), "series-batch.bin");

    Stats stats = new Stats("ns", 7, 0, Map.of(33, 4L, 900, 3L));
    assertThat(store.events()).isEmpty();
    assertThat(store.windows())
        .containsOnly(
            Map.entry(futex(1, SECOND), stats),
            Map.entry(futex(10, TEN), stats),
            Map.entry(futex(60, MINUTE), stats));
  }

  private void run(String topic, String file) throws Exception {
    WireRecord record = decode(topic, Files.readAllBytes(GOLDEN.resolve(file)));
    try (var intake =
            new OneInputStreamOperatorTestHarness<WireRecord, RowBlock>(
                new ProcessOperator<>(new Intake(clock)));
        var windows =
            new KeyedOneInputStreamOperatorTestHarness<>(
                new WindowMerge(clock, 100), Partial::ownerKey, Types.STRING)) {
      intake.open();
      windows.open();
      intake.processElement(new StreamRecord<>(record));
      insert(intake.extractOutputValues());
      for (StreamRecord<Partial> partial : intake.getSideOutput(Intake.PARTIALS)) {
        windows.processElement(partial);
      }
      windows.prepareSnapshotPreBarrier(1);
      insert(windows.extractOutputValues());
    }
  }

  private static WireRecord decode(String topic, byte[] bytes) {
    WireDeserializer deserializer = new WireDeserializer("127.0.0.1:1");
    deserializer.open(null);
    List<WireRecord> records = new ArrayList<>();
    deserializer.deserialize(
        new ConsumerRecord<>(topic, 0, 0, null, bytes), new ListCollector<>(records));
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  private void insert(List<RowBlock> blocks) throws IOException {
    try (RowStore rows = store.opener().open()) {
      for (RowBlock block : blocks) {
        rows.insert(
            block.table().title(),
            block.table().columns(),
            block.rowBinary(),
            block.rowBinary().length);
      }
    }
  }

  private static EventId id(long row) {
    return new EventId("agent-1", 42, "pg.query", 3, row);
  }

  private static Event event(long timeNanos, String statement, long value) {
    return new Event(
        timeNanos, "db-11", List.of(statement), value, "ns", "psql", 0, 0, 0, Map.of(), Map.of());
  }

  private static Map.Entry<WindowId, Stats> window(
      int resolution, long start, String statement, long... values) {
    long sum = 0;
    Map<Integer, Long> buckets = new java.util.TreeMap<>();
    for (long value : values) {
      sum += value;
      buckets.merge(BucketLayout.bucketOf(value), 1L, Long::sum);
    }
    return Map.entry(
        new WindowId(resolution, start, "pg.query", "db-11", List.of(statement)),
        new Stats("ns", values.length, sum, buckets));
  }

  private static WindowId futex(int resolution, long start) {
    return new WindowId(resolution, start, "syscall.latency", "db-11", List.of("java", "futex"));
  }
}
