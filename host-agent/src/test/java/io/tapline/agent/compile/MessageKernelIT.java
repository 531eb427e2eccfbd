package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.event.EventLayout;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records that programs send: their header, every kind of value, order, size and loss. */
class MessageKernelIT {
  private static final Message PRINT = new Message.PrintValue();

  @BeforeAll
  static void needsPrivileges() {
    TraceKernel.needsPrivileges();
  }

  private static String text(TraceKernel.Sent sent, int value, int bytes) {
    byte[] copy = new byte[bytes];
    sent.record().get(sent.offset(value), copy);
    String all = new String(copy, StandardCharsets.US_ASCII);
    return all.substring(0, all.indexOf('\0'));
  }

  @Test
  void headsARecordWithTimeNumberAndCpu() {
    MapScript script = new MapScript();
    script.send(new Message.Exit());
    Action second = script.send(PRINT, MapScript.argument(0));
    try (TraceKernel kernel = script.action(second).load()) {
      for (int cpu : kernel.cpus()) {
        long before = System.nanoTime();
        kernel.runOn(cpu, 77);
        TraceKernel.Sent sent = kernel.sent().get(0);
        ByteBuffer record = sent.record();
        // The JVM's clock is CLOCK_MONOTONIC.
        assertThat(record.getLong(EventLayout.TIME_OFFSET)).isBetween(before, System.nanoTime());
        assertThat(record.getInt(EventLayout.ID_OFFSET)).isEqualTo(1);
        assertThat(record.getShort(EventLayout.CPU_OFFSET)).isEqualTo((short) cpu);
        assertThat(record.getShort(EventLayout.EPOCH_OFFSET)).isZero();
        assertThat(record.getLong(sent.offset(0))).isEqualTo(77);
      }
    }
  }

  @Test
  void carriesScalarsOfEverySize() {
    Type.Enumeration color =
        new Type.Enumeration("color", new Type.Int(4, false), Map.of(3L, "BLUE"));
    List<Value> values =
        List.of(
            new Value.Constant(new Type.Int(1, true), -2),
            new Value.Constant(new Type.Int(2, false), 65_000),
            new Value.Constant(new Type.Bool(), 1),
            new Value.Convert(MapScript.argument(0), Type.UINT32),
            new Value.Constant(color, 3),
            new Value.Retype(MapScript.argument(1), new Type.Pointer(Type.AddressSpace.KERNEL)),
            new Value.Retype(MapScript.argument(1), new Type.KernelSymbol()),
            new Value.Retype(MapScript.argument(2), new Type.Timestamp(Type.Clock.BOOT, "%H")),
            new Value.Constant(Type.INT64, Long.MIN_VALUE));
    MapScript script = new MapScript();
    Action send = script.send(PRINT, values.toArray(Value[]::new));
    try (TraceKernel kernel = script.action(send).load()) {
      kernel.run(0x1_2345_6789L, 0xffff_8888_0000_1234L, 99);
      TraceKernel.Sent sent = kernel.sent().get(0);
      ByteBuffer record = sent.record();
      assertThat(record.get(sent.offset(0))).isEqualTo((byte) -2);
      assertThat(record.getShort(sent.offset(1))).isEqualTo((short) 65_000);
      assertThat(record.get(sent.offset(2))).isEqualTo((byte) 1);
      assertThat(record.getInt(sent.offset(3))).isEqualTo(0x2345_6789);
      assertThat(record.getInt(sent.offset(4))).isEqualTo(3);
      assertThat(record.getLong(sent.offset(5))).isEqualTo(0xffff_8888_0000_1234L);
      assertThat(record.getLong(sent.offset(6))).isEqualTo(0xffff_8888_0000_1234L);
      assertThat(record.getLong(sent.offset(7))).isEqualTo(99);
      assertThat(record.getLong(sent.offset(8))).isEqualTo(Long.MIN_VALUE);
    }
  }

  @Test
  void carriesWhatLiesInMemory() throws Exception {
    Type.Tuple pair = new Type.Tuple(List.of(new Type.Int(1, false), new Type.Text(9)));
    StateMap stored = MapScript.state("@s", new Type.Text(40));
    List<Value> values =
        List.of(
            MapScript.text("constant", 20),
            new Value.BuiltinRead(Builtin.COMM),
            new Value.MapRead(stored, List.of()),
            new Value.TupleOf(
                List.of(new Value.Constant(pair.elements().get(0), 5), MapScript.text("in", 9)),
                pair),
            new Value.InetOf(
                MapScript.number(2), new Value.Constant(Type.UINT32, 0x0100007f), new Type.Inet()),
            new Value.UserSymbolOf(MapScript.argument(0), new Type.UserSymbol()),
            MapScript.argument(1));
    MapScript script = new MapScript().map(stored);
    Action send = script.send(PRINT, values.toArray(Value[]::new));
    try (TraceKernel kernel =
        script.action(MapScript.set(stored, MapScript.text("kept", 40)), send).load()) {
      kernel.run(0x5678, 42);
      TraceKernel.Sent sent = kernel.sent().get(0);
      ByteBuffer record = sent.record();
      assertThat(text(sent, 0, 20)).isEqualTo("constant");
      assertThat(text(sent, 1, 16))
          .isEqualTo(Files.readString(Path.of("/proc/thread-self/comm")).strip());
      assertThat(text(sent, 2, 40)).isEqualTo("kept");
      assertThat(record.get(sent.offset(3))).isEqualTo((byte) 5);
      assertThat(record.get(sent.offset(3) + 8)).isEqualTo((byte) 'i');
      assertThat(record.getInt(sent.offset(4))).isEqualTo(2);
      assertThat(record.getInt(sent.offset(4) + Storage.INET_ADDRESS_OFFSET)).isEqualTo(0x0100007f);
      assertThat(record.getLong(sent.offset(5))).isEqualTo(0x5678);
      assertThat(record.getInt(sent.offset(5) + Storage.SYMBOL_PROCESS_OFFSET))
          .isEqualTo((int) ProcessHandle.current().pid());
      assertThat(record.getLong(sent.offset(6))).isEqualTo(42);
    }
  }

  @Test
  void carriesMoreThanOffsetsOfOneInstructionReach() {
    StateMap stored = MapScript.state("@s", new Type.Text(25_000));
    Value large = new Value.MapRead(stored, List.of());
    MapScript script = new MapScript().map(stored);
    Action send =
        script.send(PRINT, large, large, MapScript.argument(0), large, MapScript.argument(1));
    try (TraceKernel kernel =
        script.action(MapScript.set(stored, MapScript.text("far", 4)), send).load()) {
      kernel.run(5, 6);
      TraceKernel.Sent sent = kernel.sent().get(0);
      assertThat(sent.record().capacity()).isGreaterThan(75_000);
      assertThat(sent.record().getLong(sent.offset(2))).isEqualTo(5);
      assertThat(sent.record().getLong(sent.offset(4))).isEqualTo(6);
      for (int value : new int[] {0, 1, 3}) {
        assertThat(text(sent, value, 25_000)).isEqualTo("far");
      }
    }
  }

  @Test
  void makesWhatSendsBeforeWhatItIsSentIn() {
    AggregateMap counts = MapScript.gathering("@c", new Gathering.Count(), Type.UINT64);
    MapScript script = new MapScript().map(counts);
    Action inner = script.send(PRINT, MapScript.number(1));
    Action outer =
        script.send(
            PRINT,
            MapScript.text("first", 8),
            MapScript.argument(0),
            new Value.Sequence(List.of(inner), MapScript.number(2)),
            new Value.AggregateRead(
                counts, List.of(MapScript.argument(0)), Type.INT64, MapScript.RANGE),
            MapScript.argument(1));
    try (TraceKernel kernel = script.action(outer).load()) {
      kernel.run(10, 20);
      List<TraceKernel.Sent> sent = kernel.sent();
      assertThat(sent).extracting(s -> s.layout().id()).containsExactly(0, 2, 1);
      assertThat(sent.get(1).layout().message()).isInstanceOf(Message.HelperFailed.class);
      TraceKernel.Sent last = sent.get(2);
      assertThat(text(last, 0, 8)).isEqualTo("first");
      assertThat(last.record().getLong(last.offset(1))).isEqualTo(10);
      assertThat(last.record().getLong(last.offset(2))).isEqualTo(2);
      assertThat(last.record().getLong(last.offset(3))).isZero();
      assertThat(last.record().getLong(last.offset(4))).isEqualTo(20);
    }
  }

  @Test
  void leavesTheClauseBeforeARecordIsReserved() {
    MapScript script = new MapScript();
    Action never = new Action.Return(java.util.Optional.empty(), MapScript.RANGE);
    Action send =
        script.send(
            PRINT, new Value.Sequence(List.of(MapScript.when(0, 1, never)), MapScript.argument(1)));
    try (TraceKernel kernel = script.action(send).load()) {
      kernel.run(1, 5);
      kernel.run(2, 6);
      assertThat(kernel.sent()).hasSize(1).allMatch(s -> s.record().getLong(s.offset(0)) == 6);
    }
  }

  @Test
  void countsRecordsThatFindNoRoom() {
    MapScript script = new MapScript().options(MapScript.options(4096, 4096));
    Action send = script.send(PRINT, MapScript.argument(0));
    try (TraceKernel kernel = script.action(send).load()) {
      for (int i = 0; i < 500; i++) {
        kernel.run(i);
      }
      int kept = kernel.sent().size();
      assertThat(kept).isBetween(50, 200);
      assertThat(kernel.counted("ring_full")).isEqualTo(500 - kept);
    }
  }

  @Test
  void marksWhatIsSentUnderASpeculation() {
    MapScript script = new MapScript();
    Action before = script.send(PRINT, MapScript.number(1));
    Action begin = script.send(new Message.Speculate(), MapScript.argument(0));
    Action held = script.send(PRINT, MapScript.number(2));
    Action commit = script.send(new Message.Commit(), MapScript.argument(0));
    try (TraceKernel kernel =
        script.action(before, MapScript.when(1, 1, begin), held, commit).load()) {
      kernel.run(513, 1);
      kernel.run(514, 0);
      assertThat(kernel.sent())
          .extracting(s -> (int) s.record().getShort(EventLayout.EPOCH_OFFSET))
          .containsExactly(0, 513, 0, 0, 0, 0);
    }
  }
}
