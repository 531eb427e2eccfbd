package io.tapline.stream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tapline.schemas.Topics;
import io.tapline.schemas.avro.EventBatch;
import io.tapline.schemas.avro.SeriesBatch;
import io.tapline.stream.job.JobSettings;
import io.tapline.stream.testing.Batches;
import io.tapline.stream.testing.RecordingStore;
import io.tapline.stream.testing.WireProducer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real broker, the real cluster and job, and a store that remembers. */
class TraceJobIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long BASE_SECOND = 1_790_000_000L;

  @TempDir Path folder;
  private EmbeddedBroker broker;
  private final RecordingStore store = new RecordingStore();
  private final Random random = new Random(7);
  private final List<EventBatch> events = new ArrayList<>();
  private final List<SeriesBatch> series = new ArrayList<>();

  @BeforeEach
  void startBroker() {
    broker = EmbeddedBroker.startAnywhere(folder.resolve("kafka"));
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void countsEveryRecordOnceThoughBatchesAreRepeatedAndTheJobIsKilled() {
    try (WireProducer producer = new WireProducer(broker.bootstrap())) {
      try (EmbeddedFlink flink = startFlink()) {
        makeBatches(0, 40);
        sendRepeated(producer, 0, 20);
        await().atMost(PATIENCE).until(() -> store.events().size() == 20 * 100);
        flink.checkpoint();
        sendRepeated(producer, 20, 40);
        await().atMost(PATIENCE).until(() -> store.events().size() == 40 * 100);
        // Ends here without a savepoint, as by a kill: what came after the checkpoint is replayed.
      }
      makeBatches(40, 60);
      sendRepeated(producer, 40, 60);
      try (EmbeddedFlink flink = startFlink()) {
        flink.stopWithSavepoint();
      }
      try (EmbeddedFlink flink = startFlink()) {
        flink.stopWithSavepoint();
      }
    }

    assertThat(store.events()).hasSize(60 * 100);
    for (int resolution : List.of(1, 10, 60)) {
      assertThat(store.records(resolution, w -> w.tapset().equals("io"))).isEqualTo(6_000);
      assertThat(store.records(resolution, w -> w.tapset().equals("syscalls"))).isEqualTo(6_000);
    }
    assertThat(store.windows().values())
        .allSatisfy(
            stats ->
                assertThat(stats.buckets().values().stream().mapToLong(n -> n).sum())
                    .isEqualTo(stats.count()));
    assertThat(store.hop("received")).isEqualTo(12_000);
    assertThat(store.hop("windowed")).isEqualTo(12_000);
    assertThat(store.hop("duplicate")).isPositive();
    assertThat(store.hop("missing")).isZero();
    assertThat(store.hop("late")).isZero();
  }

  @Test
  void refusesToBeginAnewInSilenceWhenNoSnapshotCanBeRead() throws IOException {
    Path broken = folder.resolve("flink/checkpoints/job/chk-1");
    Files.createDirectories(broken);
    Files.writeString(broken.resolve("_metadata"), "no checkpoint at all");

    assertThatThrownBy(this::startFlink)
        .isInstanceOf(StandaloneException.class)
        .hasMessageStartingWith("none of the 1 snapshots in " + folder.resolve("flink"));
  }

  private EmbeddedFlink startFlink() {
    return EmbeddedFlink.start(
        folder.resolve("flink"), 0, JobSettings.of(broker.bootstrap(), store.opener()));
  }

  /** Three hosts, a quarter of a second per batch, 100 records per batch. */
  private void makeBatches(int from, int to) {
    for (int i = from; i < to; i++) {
      int host = i % 3;
      Batches batches = new Batches("agent-" + host, "host-" + host, 77);
      long nanos = BASE_SECOND * Batches.NANOS_PER_SECOND + i * 250_000_000L;
      events.add(batches.events(i / 3, nanos, 250_000_000L, 100, random));
      series.add(batches.series(i / 3, nanos, 10, 10, random));
    }
  }

  private void sendRepeated(WireProducer producer, int from, int to) {
    for (int i = from; i < to; i++) {
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        producer.send(Topics.EVENTS, events.get(i).getAgent(), events.get(i));
        producer.send(Topics.SERIES, series.get(i).getAgent(), series.get(i));
      }
    }
    producer.flush();
  }
}
