package io.tapline.stream.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapline.schemas.avro.Column;
import io.tapline.schemas.avro.ColumnKind;
import io.tapline.schemas.avro.ColumnRole;
import io.tapline.schemas.avro.EventBatch;
import io.tapline.stream.testing.Batches;
import io.tapline.stream.window.SeriesBlock;
import io.tapline.stream.window.SeriesKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventColumnsTest {
  private static final long SECOND = Batches.NANOS_PER_SECOND;
  private final Batches batches = new Batches("agent", "host", 1);

  @Test
  void addsUpEachSecondAndKeyByItself() throws MalformedBatchException {
    EventBatch batch = batches.events(0, 100 * SECOND, 3 * SECOND, 900, new Random(1));
    Map<Long, Map<SeriesKey, Long>> expected = new HashMap<>();
    EventColumns columns = EventColumns.of(batch);
    for (int row = 0; row < columns.rows(); row++) {
      String op =
          batch.getDictionary().get((int) (long) batch.getColumns().get(0).getValues().get(row));
      expected
          .computeIfAbsent(columns.timeNanos(row) / SECOND, ignored -> new HashMap<>())
          .merge(new SeriesKey(List.of(op)), 1L, Long::sum);
    }

    Map<Long, Map<SeriesKey, Long>> actual = new HashMap<>();
    columns
        .bySecond()
        .forEach(
            (second, block) ->
                block.forEach(
                    (key, histogram) ->
                        actual
                            .computeIfAbsent(second, ignored -> new HashMap<>())
                            .put(key, histogram.count())));

    assertThat(actual).isEqualTo(expected);
    assertThat(actual.keySet()).containsExactlyInAnyOrder(100L, 101L, 102L);
  }

  @Test
  void numbersKeysOfSeveralColumnsWithoutMixingThem() throws MalformedBatchException {
    Random random = new Random(5);
    List<Long> first = new ArrayList<>();
    List<Long> second = new ArrayList<>();
    List<Long> deltas = new ArrayList<>();
    for (int row = 0; row < 2_000; row++) {
      first.add(random.nextLong(30) << 40);
      second.add(random.nextLong(30));
      deltas.add(0L);
    }
    EventBatch batch =
        withColumns(
            deltas,
            Batches.column("a", ColumnKind.INTEGER, ColumnRole.KEY, first),
            Batches.column("b", ColumnKind.INTEGER, ColumnRole.KEY, second));

    EventColumns columns = EventColumns.of(batch);

    for (int row = 0; row < columns.rows(); row++) {
      assertThat(columns.key(columns.seriesOf(row)).texts())
          .containsExactly(first.get(row).toString(), second.get(row).toString());
    }
    assertThat(columns.series()).isLessThanOrEqualTo(900);
  }

  @Test
  void timesMayStepBack() throws MalformedBatchException {
    EventBatch batch = withColumns(List.of(0L, -5L, 10L));
    batch.setBaseTimeNanos(100);

    EventColumns columns = EventColumns.of(batch);

    assertThat(columns.timeNanos(1)).isEqualTo(95);
    assertThat(columns.timeNanos(2)).isEqualTo(105);
  }

  @Test
  void countsOnlyWhereThereIsNoValue() throws MalformedBatchException {
    SeriesBlock block =
        EventColumns.of(withColumns(List.of(0L, 0L))).bySecond().values().iterator().next();

    block.forEach(
        (key, histogram) -> assertThat(histogram.toString()).isEqualTo("count=2 sum=0 {}"));
    assertThat(block.records()).isEqualTo(2);
  }

  @Test
  void saysWhichColumnDoesNotFit() {
    assertMalformed(
        withColumns(
            List.of(0L, 0L), Batches.column("op", ColumnKind.INTEGER, ColumnRole.KEY, List.of(1L))),
        "column op has 1 entries where 2 were expected");
    assertMalformed(
        withColumns(
            List.of(0L), Batches.column("op", ColumnKind.STRING, ColumnRole.KEY, List.of(1L))),
        "column op points to entry 1 of a dictionary of 1");
    assertMalformed(
        withColumns(
            List.of(0L), Batches.column("op", ColumnKind.STRING, ColumnRole.KEY, List.of(-1L))),
        "column op points to entry -1");
    assertMalformed(
        withColumns(
            List.of(0L),
            Batches.column("a", ColumnKind.INTEGER, ColumnRole.VALUE, List.of(1L)),
            Batches.column("b", ColumnKind.INTEGER, ColumnRole.VALUE, List.of(1L))),
        "two VALUE columns: a, b");
    assertMalformed(withColumns(List.of(0L, Long.MAX_VALUE)), "times span from 0 to");
    assertMalformed(withColumns(List.of(0L, Long.MAX_VALUE, Long.MAX_VALUE)), "times span");
  }

  private static void assertMalformed(EventBatch batch, String message) {
    assertThatThrownBy(() -> EventColumns.of(batch))
        .isInstanceOf(MalformedBatchException.class)
        .hasMessageContaining(message);
  }

  private static EventBatch withColumns(List<Long> deltas, Column... columns) {
    return EventBatch.newBuilder()
        .setAgent("agent")
        .setHost("host")
        .setBoot(1)
        .setTapset("t")
        .setSequence(0)
        .setBaseTimeNanos(0)
        .setTimeDeltas(deltas)
        .setUnit("")
        .setDictionary(List.of("one"))
        .setColumns(List.of(columns))
        .build();
  }
}
