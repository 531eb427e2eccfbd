package io.tapline.agent.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventBatcherTest {
  private static final long WALL_MINUS_KERNEL = 1_700_000_000_000_000_000L;
  private static final EventLayout LAYOUT =
      new EventLayout(
          0,
          List.of(
              new Field("statement", new FieldType(FieldType.Kind.STRING, 16, false), 16),
              new Field("latency", FieldType.INT64, 32),
              new Field("delta", new FieldType(FieldType.Kind.INTEGER, 4, true), 40),
              new Field("nr", new FieldType(FieldType.Kind.SYSCALL, 4, false), 44)),
          48);

  private final List<EventBatch> batches = new ArrayList<>();

  @Test
  void sendsAFullBatchByColumn() {
    EventBatcher batcher = batcher(2, Map.of());
    batcher.add(record(10, 3, "select a", 100, -5, 202), 0, 48);
    assertThat(batches).isEmpty();
    assertThat(batcher.pending()).isEqualTo(1);
    batcher.add(record(30, 1, "select b", 200, 6, 202), 0, 48);

    EventBatch batch = batches.get(0);
    assertThat(batcher.pending()).isZero();
    assertThat(batch.times()).containsExactly(WALL_MINUS_KERNEL + 10, WALL_MINUS_KERNEL + 30);
    assertThat(text(batch, "statement")).containsExactly("select a", "select b");
    assertThat(column(batch, "statement").role()).isEqualTo(BatchColumn.Role.KEY);
    assertThat(column(batch, "latency").role()).isEqualTo(BatchColumn.Role.VALUE);
    assertThat(column(batch, "latency").values()).containsExactly(100, 200);
    assertThat(column(batch, "delta").values()).containsExactly(-5, 6);
    assertThat(text(batch, "nr")).containsExactly("SYSCALL 202", "SYSCALL 202");
    assertThat(column(batch, "cpu").values()).containsExactly(3, 1);
  }

  @Test
  void numbersBatchesWithoutGaps() {
    EventBatcher batcher = batcher(1, Map.of());
    for (int i = 0; i < 5; i++) {
      batcher.add(record(i, 0, "x", i, 0, 0), 0, 48);
    }
    assertThat(batches).extracting(EventBatch::sequence).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void aRowThatCannotBeRedactedStaysHereAndIsCounted() {
    Redaction odd = (text, cut) -> text.startsWith("bad") ? Optional.empty() : Optional.of("ok");
    EventBatcher batcher = batcher(10, Map.of("statement", odd));
    batcher.add(record(1, 0, "bad 'x", 1, 0, 0), 0, 48);
    batcher.add(record(2, 0, "good", 2, 0, 0), 0, 48);
    batcher.add(record(3, 0, "bad 'y", 3, 0, 0), 0, 48);
    batcher.flush();

    assertThat(batcher.refused()).isEqualTo(2);
    assertThat(batches).hasSize(1);
    assertThat(column(batches.get(0), "latency").values()).containsExactly(2);
    assertThat(batches.get(0).dictionary()).doesNotContain("bad 'x", "bad 'y");
  }

  @Test
  void aTextThatFillsItsBufferCountsAsCut() {
    List<Boolean> cuts = new ArrayList<>();
    Redaction spy =
        (text, cut) -> {
          cuts.add(cut);
          return Optional.of(text);
        };
    EventBatcher batcher = batcher(2, Map.of("statement", spy));
    batcher.add(record(1, 0, "123456789012345", 1, 0, 0), 0, 48);
    batcher.add(record(2, 0, "12345678901234", 1, 0, 0), 0, 48);
    assertThat(cuts).containsExactly(true, false);
  }

  @Test
  void refusesARecordShorterThanItsLayout() {
    EventBatcher batcher = batcher(2, Map.of());
    assertThatThrownBy(() -> batcher.add(record(1, 0, "x", 1, 0, 0), 0, 40))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("length=40");
  }

  private EventBatcher batcher(int capacity, Map<String, Redaction> redactions) {
    return new EventBatcher(
        LAYOUT,
        new BatchShape("t", List.of("statement"), "latency", "ns", redactions),
        (kind, number) -> kind + " " + number,
        new KernelClock(() -> 0, () -> WALL_MINUS_KERNEL, 0),
        new Sequence(),
        capacity,
        batches::add);
  }

  private static ByteBuffer record(
      long time, int cpu, String statement, long latency, int delta, int nr) {
    ByteBuffer record = ByteBuffer.allocate(48).order(ByteOrder.nativeOrder());
    record.putLong(0, time).putInt(8, 0).putShort(12, (short) cpu);
    record.put(16, statement.getBytes(StandardCharsets.UTF_8));
    return record.putLong(32, latency).putInt(40, delta).putInt(44, nr);
  }

  private static BatchColumn column(EventBatch batch, String name) {
    return batch.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> text(EventBatch batch, String name) {
    List<String> texts = new ArrayList<>();
    for (long value : column(batch, name).values()) {
      texts.add(batch.dictionary().get((int) value));
    }
    return texts;
  }
}
