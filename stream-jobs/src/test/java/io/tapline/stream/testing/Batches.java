package io.tapline.stream.testing;

import io.tapline.schemas.BucketLayout;
import io.tapline.schemas.avro.Column;
import io.tapline.schemas.avro.ColumnKind;
import io.tapline.schemas.avro.ColumnRole;
import io.tapline.schemas.avro.EventBatch;
import io.tapline.schemas.avro.SeriesBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Makes the batches of one agent. */
public final class Batches {
  public static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final List<String> DICTIONARY = List.of("read", "write", "fsync", "bash", "java");

  private final String agent;
  private final String host;
  private final long boot;

  public Batches(String agent, String host, long boot) {
    this.agent = agent;
    this.host = host;
    this.boot = boot;
  }

  public String agent() {
    return agent;
  }

  /** Events of tapset {@code io}, keyed by one of three words, spread evenly over a span. */
  public EventBatch events(long sequence, long baseNanos, long spanNanos, int rows, Random random) {
    List<Long> deltas = new ArrayList<>();
    List<Long> keys = new ArrayList<>();
    List<Long> values = new ArrayList<>();
    List<Long> comms = new ArrayList<>();
    List<Long> pids = new ArrayList<>();
    List<Long> bytes = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      deltas.add(row == 0 ? 0 : spanNanos / rows);
      keys.add((long) random.nextInt(3));
      values.add((long) (1_000 * Math.exp(2 * random.nextGaussian())));
      comms.add(3L + random.nextInt(2));
      pids.add(100L + random.nextInt(50));
      bytes.add((long) random.nextInt(1 << 16));
    }
    return EventBatch.newBuilder()
        .setAgent(agent)
        .setHost(host)
        .setBoot(boot)
        .setTapset("io")
        .setSequence(sequence)
        .setBaseTimeNanos(baseNanos)
        .setTimeDeltas(deltas)
        .setUnit("ns")
        .setDictionary(DICTIONARY)
        .setColumns(
            List.of(
                column("op", ColumnKind.STRING, ColumnRole.KEY, keys),
                column("latency", ColumnKind.INTEGER, ColumnRole.VALUE, values),
                column("comm", ColumnKind.STRING, ColumnRole.ATTRIBUTE, comms),
                column("pid", ColumnKind.INTEGER, ColumnRole.ATTRIBUTE, pids),
                column("bytes", ColumnKind.INTEGER, ColumnRole.ATTRIBUTE, bytes)))
        .build();
  }

  /** One epoch of tapset {@code syscalls}: a histogram for each of some keys. */
  public SeriesBatch series(
      long sequence, long startNanos, int keys, int valuesPerKey, Random random) {
    List<Long> ids = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    List<Integer> lengths = new ArrayList<>();
    List<Integer> buckets = new ArrayList<>();
    List<Long> bucketCounts = new ArrayList<>();
    for (int key = 0; key < keys; key++) {
      Map<Integer, Long> histogram = new TreeMap<>();
      for (int i = 0; i < valuesPerKey; i++) {
        long value = (long) (1_000 * Math.exp(2 * random.nextGaussian()));
        histogram.merge(BucketLayout.bucketOf(value), 1L, Long::sum);
      }
      ids.add((long) key);
      counts.add((long) valuesPerKey);
      lengths.add(histogram.size());
      buckets.addAll(histogram.keySet());
      bucketCounts.addAll(histogram.values());
    }
    return SeriesBatch.newBuilder()
        .setAgent(agent)
        .setHost(host)
        .setBoot(boot)
        .setTapset("syscalls")
        .setSequence(sequence)
        .setStartNanos(startNanos)
        .setEndNanos(startNanos + NANOS_PER_SECOND / 4)
        .setUnit("ns")
        .setDictionary(List.of())
        .setKeys(List.of(column("nr", ColumnKind.INTEGER, ColumnRole.KEY, ids)))
        .setCounts(counts)
        .setSums(Collections.emptyList())
        .setBucketLengths(lengths)
        .setBuckets(buckets)
        .setBucketCounts(bucketCounts)
        .build();
  }

  public static Column column(String name, ColumnKind kind, ColumnRole role, List<Long> values) {
    return Column.newBuilder().setName(name).setKind(kind).setRole(role).setValues(values).build();
  }
}
