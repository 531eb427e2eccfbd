package io.tapline.stream.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.schemas.Topics;
import io.tapline.stream.testing.Batches;
import io.tapline.stream.testing.WireProducer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Measures; not part of the test run. {@code mvn -pl stream-jobs -am test -Dtest=LineMeasurement
 * -Dsurefire.failIfNoSpecifiedTests=false -Dtapline.seconds=60}; the figures are printed into
 * {@code target/measurement.txt}.
 */
class LineMeasurement {
  private static final int EVENTS_PER_SECOND = 20_000;
  private static final int BATCHES_PER_SECOND = 10;
  private static final int ROWS = EVENTS_PER_SECOND / BATCHES_PER_SECOND;
  private static final long BATCH_NANOS = Batches.NANOS_PER_SECOND / BATCHES_PER_SECOND;

  private final int seconds = Integer.getInteger("tapline.seconds", 30);
  private final StringBuilder report = new StringBuilder();
  private final Random random = new Random(1);
  private final Batches batches = new Batches("agent-1", "host-1", 9);

  @Test
  void latencyFromEventToQueryableRowAt20000EventsPerSecond() throws Exception {
    try (EngineFolder folder = new EngineFolder()) {
      int port = ProcessesIT.freePort();
      try (Child kafka = ProcessesIT.kafka(folder, port);
          Child flink = ProcessesIT.flink(folder, port);
          WireProducer producer = new WireProducer("127.0.0.1:" + port)) {
        say(
            "at rest: kafka %d MB, flink %d MB",
            kafka.residentMegabytes(), flink.residentMegabytes());
        double kafkaBefore = kafka.cpuSeconds();
        double flinkBefore = flink.cpuSeconds();
        long engineBefore = engineCpuMillis(folder);
        List<Long> latencies = run(folder, producer);
        say(
            "CPU s per s: kafka %.2f, flink %.2f, engine %.2f",
            (kafka.cpuSeconds() - kafkaBefore) / seconds,
            (flink.cpuSeconds() - flinkBefore) / seconds,
            (engineCpuMillis(folder) - engineBefore) / 1000.0 / seconds);
        Collections.sort(latencies);
        say(
            "event to queryable row, %d events/s for %d s: p50 %d ms, p99 %d ms, max %d ms",
            EVENTS_PER_SECOND,
            seconds,
            latencies.get(latencies.size() / 2),
            latencies.get(latencies.size() * 99 / 100),
            latencies.get(latencies.size() - 1));
        say(
            "under load: kafka %d MB, flink %d MB",
            kafka.residentMegabytes(), flink.residentMegabytes());
        long stop = System.nanoTime();
        assertThat(flink.stop()).as(flink.log()).isZero();
        say("stop with savepoint: %d ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - stop));
        backlog(folder, producer, port);
        kafka.stop();
      }
      long expected = (long) seconds * EVENTS_PER_SECOND;
      assertThat(folder.number("SELECT count() FROM events WHERE agent = 'agent-1'"))
          .isEqualTo(expected);
    } finally {
      Files.writeString(Path.of("target", "measurement.txt"), report);
    }
  }

  /**
   * One batch in ten is timed by when a query first sees it; each stands for its oldest and newest
   * event.
   */
  private List<Long> run(EngineFolder folder, WireProducer producer) throws InterruptedException {
    List<Long> latencies = new ArrayList<>();
    long startMillis = System.currentTimeMillis();
    long[] sentBase = new long[seconds * BATCHES_PER_SECOND];
    Thread sender =
        new Thread(
            () -> {
              for (int i = 0; i < sentBase.length; i++) {
                long base = startMillis * 1_000_000L + i * BATCH_NANOS;
                sentBase[i] = base;
                var batch = batches.events(i, base, BATCH_NANOS, ROWS, random);
                sleepUntil(base + BATCH_NANOS);
                producer.send(Topics.EVENTS, "agent-1", batch);
                // Half of them as series too: what the default tapsets do beside.
                producer.send(Topics.SERIES, "agent-1", batches.series(i, base, 100, 10, random));
              }
              producer.flush();
            });
    sender.start();
    long seen = -1;
    while (seen < sentBase.length - 1) {
      long newest =
          folder.number(
              "SELECT toInt64(max(sequence)) FROM events WHERE tapset = 'io' AND time > now() - 10"
                  + " SETTINGS final = 0");
      long now = System.currentTimeMillis();
      for (long sequence = seen + 1; sequence <= newest; sequence++) {
        long base = sentBase[(int) sequence] / 1_000_000L;
        // Ten events of the batch, evenly spread.
        for (int i = 0; i < 10; i++) {
          latencies.add(now - base - i * BATCH_NANOS / 10_000_000L);
        }
      }
      seen = Math.max(seen, newest);
      TimeUnit.MILLISECONDS.sleep(20);
    }
    sender.join();
    return latencies;
  }

  /** What the job does when it must catch up: millions of events that wait in Kafka. */
  private void backlog(EngineFolder folder, WireProducer producer, int port) throws Exception {
    int waiting = 1_500;
    Batches other = new Batches("agent-2", "host-2", 9);
    long base = (System.currentTimeMillis() - 600_000) * 1_000_000L;
    for (int i = 0; i < waiting; i++) {
      producer.send(
          Topics.EVENTS,
          "agent-2",
          other.events(i, base + i * BATCH_NANOS, BATCH_NANOS, ROWS, random));
    }
    producer.flush();
    try (Child flink = ProcessesIT.flink(folder, port)) {
      long start = System.nanoTime();
      double cpu = flink.cpuSeconds();
      long expected = (long) waiting * ROWS;
      String received =
          "SELECT toInt64(sum(records)) FROM hops WHERE hop = 'received' AND agent = 'agent-2'";
      while (folder.number(received) < expected) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      double wall = (System.nanoTime() - start) / 1e9;
      say(
          "backlog of %d events: %.1f s, %.0f events/s, %.0f events per CPU second of flink; flink %d MB",
          expected,
          wall,
          expected / wall,
          expected / (flink.cpuSeconds() - cpu),
          flink.residentMegabytes());
      assertThat(flink.stop()).as(flink.log()).isZero();
    }
    assertThat(
            folder.number(
                "SELECT toInt64(sum(count)) FROM windows WHERE resolution = 60 AND host = 'host-2'"))
        .isEqualTo((long) waiting * ROWS);
  }

  private static long engineCpuMillis(EngineFolder folder) throws IOException {
    return folder.engine().process().info().totalCpuDuration().orElseThrow().toMillis();
  }

  private void say(String format, Object... arguments) {
    report.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  private static void sleepUntil(long nanos) {
    long millis = nanos / 1_000_000L - System.currentTimeMillis();
    if (millis > 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(millis);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
