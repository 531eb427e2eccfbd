package io.tapline.storage;

import io.tapline.schemas.BucketLayout;
import io.tapline.storage.engine.ClickHouse;
import io.tapline.storage.row.AgentRow;
import io.tapline.storage.row.AgentRowEncoder;
import io.tapline.storage.row.BucketCounts;
import io.tapline.storage.row.EventRow;
import io.tapline.storage.row.EventRowEncoder;
import io.tapline.storage.row.HopRow;
import io.tapline.storage.row.HopRowEncoder;
import io.tapline.storage.row.LedgerRow;
import io.tapline.storage.row.LedgerRowEncoder;
import io.tapline.storage.row.LedgerSecondRow;
import io.tapline.storage.row.LedgerSecondRowEncoder;
import io.tapline.storage.row.NumberAttributes;
import io.tapline.storage.row.RowBinaryWriter;
import io.tapline.storage.row.RowEncoder;
import io.tapline.storage.row.TapsetStatusRow;
import io.tapline.storage.row.TapsetStatusRowEncoder;
import io.tapline.storage.row.WindowRow;
import io.tapline.storage.row.WindowRowEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A small fleet's minute: two hosts, a latency tapset, a counting one, one of raw events, and their
 * ledger. It lies in the year 2100, so that no TTL touches it, and is the same at each run.
 */
final class Seed {
  static final Instant START = Instant.parse("2100-01-01T00:00:00Z");
  static final Instant END = START.plusSeconds(60);
  static final int EVENTS = 40;

  /** Raw latencies per host and key, the truth that quantiles are compared with. */
  final Map<String, Map<List<String>, List<Long>>> latencies = new TreeMap<>();

  private final List<WindowRow> windows = new ArrayList<>();
  private final List<EventRow> events = new ArrayList<>();

  Seed() {
    Random random = new Random(20261123);
    for (String host : List.of("alpha", "beta")) {
      Map<List<String>, List<Long>> ofHost =
          new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
      for (List<String> key :
          List.of(
              List.of("read", "nginx"), List.of("write", "nginx"), List.of("fsync", "postgres"))) {
        ofHost.put(key, latencies(random, host, key));
      }
      latencies.put(host, ofHost);
      windows.add(
          new WindowRow(
              1,
              START.getEpochSecond() + 5,
              "page_faults",
              host,
              List.of("nginx"),
              "count",
              700,
              0,
              BucketCounts.NONE));
    }
    for (int i = 0; i < EVENTS; i++) {
      events.add(event(i));
    }
  }

  /** Inserts everything, as the writer. */
  void insert(ClickHouse writer) {
    insert(writer, new WindowRowEncoder(), windows);
    insert(writer, new EventRowEncoder(), events);
    long boot = 7;
    Map<String, Long> none = Map.of();
    insert(
        writer,
        new LedgerRowEncoder(),
        List.of(
            new LedgerRow(
                "agent-a",
                "alpha",
                boot,
                "exec",
                0,
                nanos(START.plusSeconds(1)),
                false,
                30,
                5,
                22,
                2,
                20,
                20,
                0,
                Map.of("ring_full", 3L),
                none,
                none),
            new LedgerRow(
                "agent-a",
                "alpha",
                boot,
                "exec",
                1,
                nanos(END.minusSeconds(1)),
                true,
                55,
                10,
                EVENTS + 1,
                0,
                EVENTS,
                EVENTS,
                0,
                Map.of("ring_full", 4L),
                Map.of("decode_failed", 1L),
                Map.of("recursion", 2L))));
    insert(
        writer,
        new LedgerSecondRowEncoder(),
        List.of(
            new LedgerSecondRow(
                "agent-a", "alpha", boot, "exec", START.getEpochSecond(), 0, EVENTS / 2),
            new LedgerSecondRow(
                "agent-a", "alpha", boot, "exec", START.getEpochSecond() + 1, 1, EVENTS / 2)));
    long millis = END.toEpochMilli();
    insert(
        writer,
        new HopRowEncoder(),
        List.of(
            new HopRow("agent-a", "alpha", boot, "exec", "received", EVENTS, millis),
            new HopRow("agent-a", "alpha", boot, "exec", "received", EVENTS / 2, millis - 1000),
            new HopRow("agent-a", "alpha", boot, "exec", "windowed", EVENTS, millis),
            new HopRow("agent-a", "alpha", boot, "exec", "duplicate", 20, millis)));
    insert(
        writer,
        new AgentRowEncoder(),
        List.of(
            new AgentRow(
                "agent-a", "alpha", 6, nanos(START.minusSeconds(60)), "6.1.0", 2, 1, 1, false),
            new AgentRow(
                "agent-a", "alpha", boot, nanos(END), "6.18.0", 2, 90_000_000, 1_500_000_000, true),
            new AgentRow(
                "agent-b", "beta", 9, nanos(START), "6.18.0", 8, 80_000_000, 250_000_000, false)));
    insert(
        writer,
        new TapsetStatusRowEncoder(),
        List.of(
            new TapsetStatusRow(
                "agent-a", "alpha", boot, "exec", "ATTACHED", "2 probes", 2, nanos(END)),
            new TapsetStatusRow(
                "agent-a", "alpha", boot, "syscalls", "ATTACHED", "2 probes", 2, nanos(END)),
            new TapsetStatusRow(
                "agent-b", "beta", 9, "syscalls", "FAILED", "no BTF", 0, nanos(END)),
            new TapsetStatusRow(
                "agent-b", "beta", 9, "pg.query", "WAITING", "no PostgreSQL runs", 0, nanos(END))));
  }

  static <R> void insert(ClickHouse writer, RowEncoder<R> encoder, List<R> rows) {
    RowBinaryWriter out = new RowBinaryWriter();
    rows.forEach(row -> encoder.encode(row, out));
    writer.insert(encoder.table(), encoder.columns(), out.array(), out.length());
  }

  static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000L + time.getNano();
  }

  private List<Long> latencies(Random random, String host, List<String> key) {
    List<Long> all = new ArrayList<>();
    Map<Integer, Long> minute = new TreeMap<>();
    for (int second = 0; second < 60; second++) {
      Map<Integer, Long> buckets = new TreeMap<>();
      long sum = 0;
      int count = 20 + random.nextInt(20);
      for (int i = 0; i < count; i++) {
        long latency = (long) Math.exp(9 + key.get(0).length() + 1.2 * random.nextGaussian());
        all.add(latency);
        sum += latency;
        buckets.merge(BucketLayout.bucketOf(latency), 1L, Long::sum);
      }
      buckets.forEach((bucket, n) -> minute.merge(bucket, n, Long::sum));
      long start = START.getEpochSecond() + second;
      // The job emitted half of it before: fewer records, to be replaced whichever comes first.
      windows.add(
          new WindowRow(1, start, "syscalls", host, key, "ns", 1, 5, counts(Map.of(70, 1L))));
      windows.add(
          new WindowRow(1, start, "syscalls", host, key, "ns", count, sum, counts(buckets)));
    }
    windows.add(
        new WindowRow(
            60,
            START.getEpochSecond(),
            "syscalls",
            host,
            key,
            "ns",
            all.size(),
            0,
            counts(minute)));
    return all;
  }

  private static EventRow event(int i) {
    // Half of the rows in the first second, half in the next.
    long time = nanos(START) + (i % 2) * 1_000_000_000L + i * 1_000L + 1;
    return new EventRow(
        time,
        "alpha",
        "exec",
        List.of("/usr/bin/täp" + i % 3),
        i - 1L,
        "ns",
        "bash",
        100 + i,
        200 + i,
        i % 2,
        NumberAttributes.of(List.of("exit_code", "uid"), -1, 1000L + i),
        Map.of("args", "a\tb\n'\\" + i),
        "agent-a",
        7,
        i / 20,
        i % 20);
  }

  private static BucketCounts counts(Map<Integer, Long> buckets) {
    return BucketCounts.of(
        buckets.keySet().stream().mapToInt(Integer::intValue).toArray(),
        buckets.values().stream().mapToLong(Long::longValue).toArray());
  }
}
