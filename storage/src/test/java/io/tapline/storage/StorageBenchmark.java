package io.tapline.storage;

import io.tapline.schemas.BucketLayout;
import io.tapline.storage.engine.ClickHouse;
import io.tapline.storage.engine.Role;
import io.tapline.storage.engine.embedded.EmbeddedEngine;
import io.tapline.storage.engine.embedded.EngineLibrary;
import io.tapline.storage.engine.embedded.EngineOptions;
import io.tapline.storage.migrate.Migrations;
import io.tapline.storage.query.NamedQueries;
import io.tapline.storage.row.BucketCounts;
import io.tapline.storage.row.EventRow;
import io.tapline.storage.row.EventRowEncoder;
import io.tapline.storage.row.NumberAttributes;
import io.tapline.storage.row.RowBinaryWriter;
import io.tapline.storage.row.WindowRow;
import io.tapline.storage.row.WindowRowEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The figures in the README, measured on the embedded engine. Not part of the tests: its name is on
 * no pattern. {@code mvn -q -pl storage -am test -Dtest=StorageBenchmark
 * -Dsurefire.failIfNoSpecifiedTests=false}
 *
 * <p>The data is generated to look like the default tapsets': 1000-event batches of four tapsets,
 * each with its keys in Zipf-like shares, lognormal latencies with 5 digits of noise, tasks that
 * come and go, and one or two attributes.
 */
class StorageBenchmark {
  private static final int BATCH = 1000;
  private static final String[] TAPSETS = {"syscalls", "block_io", "tcp_connect", "pg.query"};

  private final Random random = new Random(1);
  private final EventRowEncoder events = new EventRowEncoder();
  private final WindowRowEncoder windows = new WindowRowEncoder();
  private final StringBuilder report = new StringBuilder();
  private long timeNanos = Seed.nanos(Instant.now().minusSeconds(1800));
  private long sequence;

  @Test
  void measure() throws Exception {
    Path folder = TestFolders.create();
    Path library = EngineLibrary.pinned().fetch((step, done, total) -> {});
    long before = System.nanoTime();
    try (EmbeddedEngine engine = EmbeddedEngine.start(EngineOptions.of(folder, library));
        ClickHouse migrator = ClickHouse.connect(engine.settings(Role.MIGRATOR));
        ClickHouse writer = ClickHouse.connect(engine.settings(Role.WRITER));
        ClickHouse reader = ClickHouse.connect(engine.settings(Role.READER))) {
      say("start to READY", "%.1f s", (System.nanoTime() - before) / 1e9);
      say("RSS at start", "%d MB", statusMegabytes(engine, "VmRSS"));
      Migrations.apply(migrator);
      throughput(writer);
      latency(writer);
      windowRows(writer);
      sizes(migrator);
      sustained(engine, writer);
      queries(reader);
    } finally {
      Files.writeString(Path.of("target/storage-benchmark.txt"), report);
      TestFolders.delete(folder);
    }
  }

  private void throughput(ClickHouse writer) {
    insertEvents(writer, 20_000);
    int batches = 50;
    long started = System.nanoTime();
    for (int i = 0; i < batches; i++) {
      insertEvents(writer, 20_000);
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    say(
        "events in 20,000-row inserts, one thread, generated and encoded",
        "%.0f rows/s",
        batches * 20_000 / seconds);
  }

  private void latency(ClickHouse writer) {
    long[] nanos = new long[200];
    RowBinaryWriter out = new RowBinaryWriter();
    for (int i = 0; i < nanos.length; i++) {
      out.clear();
      encodeEvents(out, 5_000);
      long started = System.nanoTime();
      writer.insert(events.table(), events.columns(), out.array(), out.length());
      nanos[i] = System.nanoTime() - started;
    }
    say("wire size of an event", "%.0f bytes", out.length() / 5_000.0);
    Arrays.sort(nanos);
    say("insert of 5,000 events", "p50 %.0f ms, p99 %.0f ms", nanos[100] / 1e6, nanos[198] / 1e6);
  }

  /**
   * An hour of minutes of 4 tapsets, 3 hosts and 50 keys; the same for the last 10 minutes by
   * second.
   */
  private void windowRows(ClickHouse writer) {
    long end = Instant.now().getEpochSecond() / 60 * 60;
    RowBinaryWriter out = new RowBinaryWriter();
    for (long start = end - 3600; start < end; start += 60) {
      encodeWindows(out, 60, start, 2000);
    }
    writer.insert(windows.table(), windows.columns(), out.array(), out.length());
    for (int minute = 10; minute > 0; minute--) {
      out.clear();
      for (long start = end - minute * 60L; start < end - (minute - 1) * 60L; start++) {
        encodeWindows(out, 1, start, 33);
      }
      writer.insert(windows.table(), windows.columns(), out.array(), out.length());
    }
  }

  private void sizes(ClickHouse migrator) {
    for (String table : List.of("events", "windows", "windows_hourly")) {
      migrator.execute("OPTIMIZE TABLE " + table + " FINAL");
    }
    migrator
        .query(
            "SELECT table || if(table = 'windows', ' ' || partition, ''), sum(rows), sum(bytes_on_disk) / sum(rows)"
                + " FROM system.parts WHERE active AND database = 'tapline' AND table IN ('events', 'windows', 'windows_hourly') GROUP BY 1 ORDER BY 1")
        .rows()
        .forEach(
            row ->
                say("on disk: " + row.get(0), "%d rows, %.1f bytes/row", row.get(1), row.get(2)));
    StringBuilder columns = new StringBuilder();
    migrator
        .query(
            "SELECT column, sum(column_data_compressed_bytes) / sum(rows) AS b FROM system.parts_columns"
                + " WHERE active AND database = 'tapline' AND table = 'events' GROUP BY column ORDER BY b DESC")
        .rows()
        .forEach(
            row -> columns.append(String.format("%s %.2f, ", row.get(0), (Double) row.get(1))));
    say("events by column", "%s", columns);
  }

  private void sustained(EmbeddedEngine engine, ClickHouse writer) throws Exception {
    timeNanos = Seed.nanos(Instant.now());
    AtomicInteger inserts = new AtomicInteger();
    long cpuBefore = cpuTicks(engine);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    RowBinaryWriter out = new RowBinaryWriter();
    ScheduledFuture<?> ticks =
        clock.scheduleAtFixedRate(
            () -> {
              insertEvents(writer, 5_000);
              if (inserts.incrementAndGet() % 4 == 0) {
                out.clear();
                long second = Instant.now().getEpochSecond();
                encodeWindows(out, 1, second, 33);
                encodeWindows(out, 10, second / 10 * 10, 33);
                encodeWindows(out, 60, second / 60 * 60, 33);
                writer.insert(windows.table(), windows.columns(), out.array(), out.length());
              }
            },
            0,
            250,
            TimeUnit.MILLISECONDS);
    TimeUnit.SECONDS.sleep(120);
    clock.shutdown();
    clock.awaitTermination(30, TimeUnit.SECONDS);
    if (!ticks.isCancelled()) {
      ticks.get(); // a tick that failed has ended them: say why
    }
    say("sustained for 120 s", "%.0f events/s", inserts.get() * 5_000 / 120.0);
    say(
        "RSS after it",
        "%d MB, peak %d MB",
        statusMegabytes(engine, "VmRSS"),
        statusMegabytes(engine, "VmHWM"));
    say("RSS of it anonymous", "%d MB", statusMegabytes(engine, "RssAnon"));
    say("CPU of the engine", "%.0f %% of one core", (cpuTicks(engine) - cpuBefore) / 120.0);
  }

  private void queries(ClickHouse reader) {
    NamedQueries queries = NamedQueries.bundled();
    for (var query : queries.list()) {
      boolean needsTapset = query.parameters().stream().anyMatch(p -> p.name().equals("tapset"));
      Map<String, String> given = needsTapset ? Map.of("tapset", "syscalls") : Map.of();
      double[] millis = new double[7];
      for (int i = 0; i < millis.length; i++) {
        long started = System.nanoTime();
        queries.ask(reader, query.name(), given, Clock.systemUTC());
        millis[i] = (System.nanoTime() - started) / 1e6;
      }
      Arrays.sort(millis);
      say("query " + query.name(), "median %.0f ms, slowest %.0f ms", millis[3], millis[6]);
    }
  }

  private void insertEvents(ClickHouse writer, int count) {
    RowBinaryWriter out = new RowBinaryWriter(count * 200);
    encodeEvents(out, count);
    writer.insert(events.table(), events.columns(), out.array(), out.length());
  }

  private void encodeEvents(RowBinaryWriter out, int count) {
    for (int batch = 0; batch < count / BATCH; batch++) {
      String tapset = TAPSETS[(int) (sequence % TAPSETS.length)];
      long batchTime = timeNanos;
      for (int row = 0; row < BATCH; row++) {
        // Four tapsets fill their batches side by side: 20,000 events/s together.
        batchTime += (long) (-Math.log(1 - random.nextDouble()) * 200_000);
        int task = zipf(300);
        events.encode(
            new EventRow(
                batchTime,
                "host-1",
                tapset,
                List.of("key-" + zipf(50) + "-of-" + tapset),
                (long) Math.exp(10 + 1.5 * random.nextGaussian()),
                "ns",
                "comm-" + task % 40,
                1000 + task,
                1000 + task + random.nextInt(4),
                random.nextInt(2),
                NumberAttributes.of(List.of("bytes"), 512L << zipf(8)),
                sequence % TAPSETS.length == 3 ? Map.of("state", "ok") : Map.of(),
                "7f1c2d3e-0000-4000-8000-000000000001",
                123456789L,
                sequence / TAPSETS.length,
                row),
            out);
      }
      sequence++;
      if (sequence % TAPSETS.length == 0) {
        timeNanos = batchTime;
      }
    }
  }

  private void encodeWindows(RowBinaryWriter out, int resolution, long start, int records) {
    for (String tapset : TAPSETS) {
      for (int host = 0; host < 3; host++) {
        for (int key = 0; key < 50; key++) {
          Map<Integer, Long> buckets = new TreeMap<>();
          int count = Math.max(1, records / (1 + key));
          long sum = 0;
          for (int i = 0; i < count; i++) {
            long value = (long) Math.exp(10 + 1.5 * random.nextGaussian());
            sum += value;
            buckets.merge(BucketLayout.bucketOf(value), 1L, Long::sum);
          }
          windows.encode(
              new WindowRow(
                  resolution,
                  start,
                  tapset,
                  "host-" + host,
                  List.of("key-" + key + "-of-" + tapset),
                  "ns",
                  count,
                  sum,
                  BucketCounts.of(
                      buckets.keySet().stream().mapToInt(Integer::intValue).toArray(),
                      buckets.values().stream().mapToLong(Long::longValue).toArray())),
              out);
        }
      }
    }
  }

  private int zipf(int n) {
    return (int) Math.pow(n, random.nextDouble()) - 1;
  }

  private void say(String what, String format, Object... values) {
    report
        .append(what)
        .append(": ")
        .append(String.format(java.util.Locale.ROOT, format, values))
        .append('\n');
  }

  private static long statusMegabytes(EmbeddedEngine engine, String field) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + engine.process().pid() + "/status"))) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("no " + field);
  }

  private static long cpuTicks(EmbeddedEngine engine) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + engine.process().pid() + "/stat"));
    List<String> fields =
        new ArrayList<>(List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ")));
    return Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
  }
}
