package io.tapline.stream.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tapline.schemas.Topics;
import io.tapline.schemas.avro.AgentStatus;
import io.tapline.schemas.avro.LedgerEntry;
import io.tapline.schemas.avro.TapsetState;
import io.tapline.schemas.avro.TapsetStatus;
import io.tapline.storage.engine.Role;
import io.tapline.stream.standalone.BrokerMain;
import io.tapline.stream.standalone.FlinkMain;
import io.tapline.stream.standalone.JvmFlags;
import io.tapline.stream.testing.Batches;
import io.tapline.stream.testing.WireProducer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Broker, Flink and engine as the processes that {@code tapline up} starts. */
class ProcessesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** An hour ago: older rows than a month fall to the tables' TTL at once. */
  private static final long BASE_NANOS =
      (System.currentTimeMillis() / 1_000 - 3_600) * Batches.NANOS_PER_SECOND;

  private final Random random = new Random(11);
  private final Batches batches = new Batches("agent-1", "host-1", 5);

  @Test
  void everyRecordIsStoredOnceThoughFlinkIsKilledAndAllIsRestarted() throws Exception {
    try (EngineFolder folder = new EngineFolder()) {
      int port = freePort();
      try (Child kafka = kafka(folder, port);
          WireProducer producer = new WireProducer("127.0.0.1:" + port)) {
        assertThat(kafka.ready()).isEqualTo("READY {\"bootstrap\":\"127.0.0.1:" + port + "\"}");
        try (Child flink = flink(folder, port)) {
          assertThat(flink.ready()).startsWith("READY {\"page\":\"http://127.0.0.1:");
          send(producer, 0, 20);
          await()
              .atMost(PATIENCE)
              .untilAsserted(
                  () ->
                      assertThat(folder.number("SELECT count() FROM events"))
                          .as(flink.log())
                          .isEqualTo(2_000));
          flink.kill();
        }
        send(producer, 20, 40);
        try (Child flink = flink(folder, port)) {
          assertThat(flink.stop()).as(flink.log()).isZero();
        }
        assertThat(kafka.stop()).isZero();
      }
      try (Child kafka = kafka(folder, port);
          Child flink = flink(folder, port);
          WireProducer producer = new WireProducer("127.0.0.1:" + port)) {
        // The first 40 once more: the sequences are remembered over the restart of all.
        send(producer, 0, 60);
        assertThat(flink.stop()).as(flink.log()).isZero();
        assertThat(kafka.stop()).isZero();
      }

      assertThat(folder.number("SELECT count() FROM events")).isEqualTo(6_000);
      for (int resolution : List.of(1, 10, 60)) {
        for (String tapset : List.of("io", "syscalls")) {
          assertThat(
                  folder.number(
                      "SELECT toInt64(sum(count)) FROM windows WHERE resolution = "
                          + resolution
                          + " AND tapset = '"
                          + tapset
                          + "'"))
              .as("%s at %d s", tapset, resolution)
              .isEqualTo(6_000);
        }
      }
      assertThat(folder.number("SELECT count() FROM ledger")).isEqualTo(60);
      assertThat(folder.number("SELECT toInt64(sum(records)) FROM ledger_seconds"))
          .isEqualTo(6_000);
      assertThat(folder.number("SELECT count() FROM agents WHERE agent = 'agent-1'")).isEqualTo(1);
      assertThat(folder.number("SELECT count() FROM tapset_status")).isEqualTo(1);
      assertThat(folder.number("SELECT toInt64(sum(records)) FROM hops WHERE hop = 'received'"))
          .isEqualTo(12_000);
      assertThat(folder.number("SELECT toInt64(sum(records)) FROM hops WHERE hop = 'duplicate'"))
          .isEqualTo(8_000);
    }
  }

  @Test
  void sayInOneLineThatAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        EngineFolder folder = new EngineFolder();
        Child kafka = kafka(folder, taken.getLocalPort())) {
      assertThat(kafka.ready()).isNull();
      assertThat(kafka.exitCode()).isEqualTo(1);
      assertThat(kafka.log())
          .startsWith(
              "kafka: port " + taken.getLocalPort() + " on 127.0.0.1 (Kafka) cannot be used")
          .hasLineCount(1);
    }
  }

  static Child kafka(EngineFolder folder, int port) throws IOException {
    return new Child(
        folder.path().resolve("kafka.log"),
        JvmFlags.BROKER,
        BrokerMain.class,
        List.of(
            "--data",
            folder.path().toString(),
            "--port",
            Integer.toString(port),
            "--controller-port",
            Integer.toString(freePort())));
  }

  static Child flink(EngineFolder folder, int kafkaPort) throws IOException {
    Path credentials = folder.engine().options().credentials();
    return new Child(
        folder.path().resolve("flink.log"),
        JvmFlags.FLINK,
        FlinkMain.class,
        List.of(
            "--data",
            folder.path().toString(),
            "--kafka",
            "127.0.0.1:" + kafkaPort,
            "--clickhouse",
            folder.engine().settings(Role.WRITER).url(),
            "--credentials",
            credentials.toString(),
            "--rest-port",
            Integer.toString(freePort())));
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void send(WireProducer producer, int from, int to) {
    for (int i = from; i < to; i++) {
      long nanos = BASE_NANOS + i * 250_000_000L;
      producer.send(Topics.EVENTS, "agent-1", batches.events(i, nanos, 250_000_000L, 100, random));
      producer.send(Topics.SERIES, "agent-1", batches.series(i, nanos, 10, 10, random));
      producer.send(Topics.LEDGER, "agent-1", ledger(i, nanos));
      producer.send(Topics.STATUS, "agent-1", status(nanos));
    }
    producer.flush();
  }

  private static LedgerEntry ledger(int sequence, long nanos) {
    long sent = 100L * (sequence + 1);
    return LedgerEntry.newBuilder()
        .setAgent("agent-1")
        .setHost("host-1")
        .setBoot(5)
        .setTapset("io")
        .setSequence(sequence)
        .setTimeNanos(nanos)
        .setClosed(false)
        .setHits(sent)
        .setFiltered(0)
        .setCaptured(sent)
        .setPending(0)
        .setHanded(sent)
        .setAcked(sent)
        .setFailed(0)
        .setDropped(Map.of("ring_full", 0L))
        .setDiscarded(Map.of())
        .setUnseen(Map.of())
        .setSeconds(List.of(nanos / Batches.NANOS_PER_SECOND))
        .setSecondCounts(List.of(100L))
        .build();
  }

  private static AgentStatus status(long nanos) {
    return AgentStatus.newBuilder()
        .setAgent("agent-1")
        .setHost("host-1")
        .setBoot(5)
        .setTimeNanos(nanos)
        .setKernel("6.18.0")
        .setCpus(2)
        .setRssBytes(1)
        .setCpuNanos(1)
        .setStopping(false)
        .setTapsets(
            List.of(
                TapsetStatus.newBuilder()
                    .setTapset("io")
                    .setState(TapsetState.ATTACHED)
                    .setDetail("")
                    .setProbes(2)
                    .build()))
        .build();
  }
}
