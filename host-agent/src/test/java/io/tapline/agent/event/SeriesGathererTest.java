package io.tapline.agent.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeriesGathererTest {
  private static final List<Field> KEYS =
      List.of(
          new Field("key0", new FieldType(FieldType.Kind.STRING, 16, false), 0),
          new Field("key1", new FieldType(FieldType.Kind.SYSCALL, 4, false), 16));

  @Test
  void entriesOfOneKeyBecomeOneSeriesWithAscendingBuckets() {
    SeriesGatherer gatherer = gatherer(AggregateLayout.Aggregation.EXPONENTIAL_HISTOGRAM, Map.of());
    add(gatherer, "java", 202, 900, 3);
    add(gatherer, "bash", 0, 10, 1);
    add(gatherer, "java", 202, 33, 4);

    SeriesBatch batch = gatherer.finish(7, 1, 2);
    assertThat(batch.rows()).isEqualTo(2);
    assertThat(batch.counts()).containsExactly(7, 1);
    assertThat(batch.records()).isEqualTo(8);
    assertThat(batch.bucketLengths()).containsExactly(2, 1);
    assertThat(batch.buckets()).containsExactly(33, 900, 10);
    assertThat(batch.bucketCounts()).containsExactly(4, 3, 1);
    assertThat(batch.keys()).extracting(BatchColumn::name).containsExactly("comm", "syscall");
    assertThat(batch.dictionary()).containsExactly("java", "bash", "nr202", "nr0");
    assertThat(gatherer.isEmpty()).isTrue();
  }

  @Test
  void sumsAddValuesAndCounts() {
    AggregateLayout layout =
        new AggregateLayout(
            "@", AggregateLayout.Aggregation.SUM, List.of(), -1, 8, 16, List.of("a", "b"));
    SeriesGatherer gatherer = new SeriesGatherer(layout, shape(Map.of()), (k, n) -> "nr" + n);
    for (long value : new long[] {5, -2}) {
      gatherer.add(buffer(8), 0, buffer(16).putLong(0, value).putLong(8, 1), 0);
    }
    SeriesBatch batch = gatherer.finish(0, 1, 2);
    assertThat(batch.sums()).containsExactly(3);
    assertThat(batch.counts()).containsExactly(2);
    assertThat(batch.keys()).isEmpty();
  }

  @Test
  void aKeyThatMustNotLeaveIsHiddenAndItsCountKept() {
    SeriesGatherer gatherer =
        gatherer(
            AggregateLayout.Aggregation.EXPONENTIAL_HISTOGRAM,
            Map.of("comm", (text, cut) -> Optional.empty()));
    add(gatherer, "secret", 1, 1, 5);
    SeriesBatch batch = gatherer.finish(0, 1, 2);
    assertThat(batch.counts()).containsExactly(5);
    assertThat(batch.dictionary()).contains(SeriesGatherer.REDACTED).doesNotContain("secret");
  }

  private static SeriesGatherer gatherer(
      AggregateLayout.Aggregation aggregation, Map<String, Redaction> redactions) {
    return new SeriesGatherer(
        new AggregateLayout("@", aggregation, KEYS, 20, 24, 8, List.of("a", "b")),
        shape(redactions),
        (kind, number) -> "nr" + number);
  }

  private static BatchShape shape(Map<String, Redaction> redactions) {
    return new BatchShape("t", List.of("comm", "syscall"), "", "ns", redactions);
  }

  private static void add(
      SeriesGatherer gatherer, String comm, int syscall, int bucket, long count) {
    ByteBuffer key = buffer(24).putInt(16, syscall).putInt(20, bucket);
    key.put(0, comm.getBytes(StandardCharsets.UTF_8));
    gatherer.add(key, 0, buffer(8).putLong(0, count), 0);
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }
}
