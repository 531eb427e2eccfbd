package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.MapKind;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain maps with and without keys: set, read, added to, deleted, counted, gone through. */
class PlainMapKernelIT {
  private static final StateMap SCALAR = MapScript.state("@s", Type.INT64);
  private static final StateMap KEYED = MapScript.state("@k", Type.INT64, Type.UINT64);
  private static final StateMap OUT = MapScript.state("@out", Type.INT64);

  @BeforeAll
  static void needsPrivileges() {
    TraceKernel.needsPrivileges();
  }

  private static Value key() {
    return MapScript.argument(1);
  }

  private static Action out(Value value) {
    return MapScript.set(OUT, value);
  }

  private static long value(TraceKernel kernel, String map) {
    return kernel.entry(map).values().get(0).getLong(0);
  }

  /** What is done by number; the map has one entry of 8 bytes at most. */
  private static TraceKernel cases(StateMap map, Value... keys) {
    List<Value> list = List.of(keys);
    return new MapScript()
        .map(map)
        .map(OUT)
        .action(
            MapScript.when(0, 1, MapScript.set(map, MapScript.argument(2), keys)),
            MapScript.when(0, 2, MapScript.delete(map, keys)),
            MapScript.when(0, 3, out(new Value.MapRead(map, list))),
            MapScript.when(0, 4, out(new Value.MapHas(map, list, Type.INT64))),
            MapScript.when(0, 5, out(new Value.MapDelete(map, list, Type.INT64))),
            MapScript.when(
                0, 6, new Action.AddToMap(map, list, MapScript.argument(2), MapScript.RANGE)),
            MapScript.when(
                0, 7, out(new Value.StepMap(map, list, -3, true, Type.INT64, MapScript.RANGE))),
            MapScript.when(
                0, 8, out(new Value.StepMap(map, list, 1, false, Type.INT64, MapScript.RANGE))),
            MapScript.when(
                0,
                9,
                out(
                    new Value.MemoryLoad(
                        new Value.MapAddress(map, list, new Type.Pointer(Type.AddressSpace.KERNEL)),
                        0,
                        Type.AddressSpace.KERNEL,
                        Type.INT64))))
        .load();
  }

  private static void behaves(TraceKernel kernel, String map) {
    assertThat(kernel.entries(map)).as("never set").isEmpty();
    kernel.run(3);
    assertThat(value(kernel, "@out")).as("read unset").isZero();
    kernel.run(4);
    assertThat(value(kernel, "@out")).as("has unset").isZero();
    kernel.run(5);
    assertThat(value(kernel, "@out")).as("delete unset").isZero();
    assertThat(kernel.entries(map)).as("reading sets nothing").isEmpty();

    kernel.run(1, 0, 0);
    assertThat(value(kernel, map)).as("set to zero is set").isZero();
    kernel.run(4);
    assertThat(value(kernel, "@out")).as("has zero").isEqualTo(1);

    kernel.run(1, 0, -42);
    kernel.run(3);
    assertThat(value(kernel, "@out")).isEqualTo(-42);
    kernel.run(9);
    assertThat(value(kernel, "@out")).as("through its address").isEqualTo(-42);
    kernel.run(6, 0, 50);
    assertThat(value(kernel, map)).isEqualTo(8);
    kernel.run(7);
    assertThat(value(kernel, "@out")).as("after").isEqualTo(5);
    kernel.run(8);
    assertThat(value(kernel, "@out")).as("before").isEqualTo(5);
    assertThat(value(kernel, map)).isEqualTo(6);

    kernel.run(5);
    assertThat(value(kernel, "@out")).as("deleted").isEqualTo(1);
    assertThat(kernel.entries(map)).isEmpty();
    kernel.run(3);
    assertThat(value(kernel, "@out")).as("read deleted").isZero();
    kernel.run(8);
    assertThat(value(kernel, "@out")).as("step from nothing").isZero();
    assertThat(value(kernel, map)).isEqualTo(1);
    kernel.run(2);
    kernel.run(7);
    assertThat(value(kernel, "@out")).isEqualTo(-3);
    kernel.run(2);
    kernel.run(6, 0, 7);
    assertThat(value(kernel, map)).isEqualTo(7);
    assertThat(kernel.counted("map_update_elem")).isZero();
  }

  @Test
  void keepsOneValueAndWhetherItWasSet() {
    try (TraceKernel kernel = cases(SCALAR)) {
      behaves(kernel, "@s");
    }
  }

  @Test
  void keepsAValueUnderAKey() {
    try (TraceKernel kernel = cases(KEYED, key())) {
      behaves(kernel, "@k");
    }
  }

  @Test
  void keepsAValueUnderTheKeysThatWereUsedLast() {
    StateMap map =
        new StateMap("@k", List.of(Type.UINT64), Type.INT64, MapKind.LRU_HASH, OptionalInt.of(100));
    try (TraceKernel kernel = cases(map, key())) {
      behaves(kernel, "@k");
      for (int i = 0; i < 1000; i++) {
        kernel.run(1, i, i);
      }
      assertThat(kernel.entries("@k")).hasSizeBetween(1, 100);
      assertThat(kernel.counted("map_update_elem")).isZero();
    }
  }

  @Test
  void tellsEachTimeThatAMapIsFull() {
    StateMap map =
        new StateMap("@k", List.of(Type.UINT64), Type.INT64, MapKind.HASH, OptionalInt.of(2));
    try (TraceKernel kernel = cases(map, key())) {
      kernel.run(1, 1, 1);
      kernel.run(6, 2, 1);
      kernel.run(1, 3, 1);
      kernel.run(6, 4, 1);
      kernel.run(8, 5);
      assertThat(value(kernel, "@out")).isZero();
      kernel.run(1, 1, 5);
      assertThat(kernel.entries("@k")).hasSize(2);
      assertThat(kernel.counted("map_update_elem")).isEqualTo(3);
      List<TraceKernel.Sent> told = kernel.sent();
      assertThat(told).hasSize(3);
      for (TraceKernel.Sent sent : told) {
        assertThat(sent.layout().message().toString()).contains("map_update_elem");
        assertThat(sent.record().getInt(sent.offset(0))).as("E2BIG").isEqualTo(-7);
      }
    }
  }

  @Test
  void tellsThatAnAggregationIsFull() {
    AggregateMap map =
        new AggregateMap(
            "@g",
            List.of(Type.UINT64),
            new Gathering.Sum(true),
            MapKind.PERCPU_HASH,
            OptionalInt.of(2));
    try (TraceKernel kernel =
        new MapScript()
            .map(map)
            .action(MapScript.gather(map, MapScript.argument(1), MapScript.argument(0)))
            .load()) {
      for (int key = 0; key < 5; key++) {
        kernel.run(key, 10);
        kernel.run(key, 10);
      }
      assertThat(kernel.entries("@g")).extracting(e -> e.sum(0)).containsExactly(20L, 20L);
      assertThat(kernel.counted("map_update_elem")).isEqualTo(6);
      assertThat(kernel.sent()).hasSize(6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 64, 200, 1024, 5000})
  void keepsTexts(int bytes) {
    Type.Text text = new Type.Text(bytes);
    StateMap scalar = MapScript.state("@s", text);
    StateMap keyed = MapScript.state("@k", text, text);
    Value shorter = MapScript.text("abc", 4);
    Scratch variable = new Scratch("$t", text);
    try (TraceKernel kernel =
        new MapScript()
            .map(scalar)
            .map(keyed)
            .action(
                MapScript.set(scalar, shorter),
                MapScript.set(
                    keyed, new Value.MapRead(scalar, List.of()), MapScript.text("k1", bytes)),
                new Action.SetScratch(
                    variable,
                    new Value.MapRead(keyed, List.of(MapScript.text("k1", bytes))),
                    MapScript.RANGE),
                MapScript.set(
                    keyed, new Value.ScratchRead(variable), new Value.ScratchRead(variable)),
                MapScript.set(
                    keyed,
                    new Value.MapRead(keyed, List.of(MapScript.text("none", bytes))),
                    MapScript.text("k2", bytes)))
            .load()) {
      kernel.run();
      kernel.run();
      assertThat(text(kernel.entry("@s").values().get(0))).isEqualTo("abc");
      Map<String, String> found = new TreeMap<>();
      for (TraceKernel.Entry entry : kernel.entries("@k")) {
        found.put(text(entry.key()), text(entry.values().get(0)));
      }
      assertThat(found).isEqualTo(Map.of("k1", "abc", "abc", "abc", "k2", ""));
    }
  }

  /** All bytes up to the end of zeros. */
  private static String text(ByteBuffer bytes) {
    int length = 0;
    while (length < bytes.capacity() && bytes.get(length) != 0) {
      length++;
    }
    for (int i = length; i < bytes.capacity() - Long.BYTES; i++) {
      assertThat(bytes.get(i)).as("behind the text").isZero();
    }
    byte[] copy = new byte[length];
    bytes.get(0, copy);
    return new String(copy, StandardCharsets.US_ASCII);
  }

  @Test
  void makesAValueOfWhatTheMapHeld() {
    Type.Tuple pair = new Type.Tuple(List.of(Type.INT64, Type.INT64));
    StateMap map = MapScript.state("@t", pair);
    Value first = new Value.PartOf(new Value.MapRead(map, List.of()), 0, Type.INT64);
    Value second = new Value.PartOf(new Value.MapRead(map, List.of()), 8, Type.INT64);
    try (TraceKernel kernel =
        new MapScript()
            .map(map)
            .action(
                MapScript.when(
                    0,
                    1,
                    MapScript.set(
                        map,
                        new Value.TupleOf(
                            List.of(MapScript.argument(1), MapScript.argument(2)), pair))),
                MapScript.when(
                    0, 2, MapScript.set(map, new Value.TupleOf(List.of(second, first), pair))))
            .load()) {
      kernel.run(1, 5, 6);
      kernel.run(2);
      ByteBuffer value = kernel.entry("@t").values().get(0);
      assertThat(List.of(value.getLong(0), value.getLong(8))).containsExactly(6L, 5L);
    }
  }

  private static void deletesGatherings(AggregateMap map, Value... keys) {
    List<Value> list = List.of(keys);
    try (TraceKernel kernel =
        new MapScript()
            .map(map)
            .map(OUT)
            .action(
                MapScript.when(0, 1, MapScript.gather(map, MapScript.argument(2), keys)),
                MapScript.when(0, 2, MapScript.delete(map, keys)),
                MapScript.when(0, 4, out(new Value.MapHas(map, list, Type.INT64))),
                MapScript.when(0, 5, out(new Value.MapDelete(map, list, Type.INT64))))
            .load()) {
      for (int round = 0; round < 2; round++) {
        kernel.run(4);
        assertThat(value(kernel, "@out")).isZero();
        for (long number : new long[] {-5, 0, 1, 1000, 1L << 50}) {
          kernel.run(1, 0, number);
          for (int cpu : kernel.cpus()) {
            kernel.runOn(cpu, 1, 0, number);
          }
        }
        kernel.run(1, 8, 77);
        kernel.run(4);
        assertThat(value(kernel, "@out")).isEqualTo(1);
        kernel.run(5);
        assertThat(value(kernel, "@out")).isEqualTo(1);
        kernel.run(5);
        assertThat(value(kernel, "@out")).isZero();
        assertThat(kernel.entries(map.name())).hasSize(keys.length == 0 ? 0 : 1);
        kernel.run(2, 8);
        assertThat(kernel.entries(map.name())).isEmpty();
        assertThat(kernel.all(kernel.layout(map.name()).bpfMap()).stream().mapToLong(e -> e.sum(0)))
            .allMatch(sum -> sum == 0);
      }
    }
  }

  @Test
  void deletesWhatWasGatheredWithAllItsBuckets() {
    for (Gathering gathering :
        List.of(
            new Gathering.Sum(true),
            new Gathering.Maximum(true),
            new Gathering.PowerHistogram(2),
            new Gathering.LinearHistogram(0, 1000, 10),
            new Gathering.TimeSeries(1L << 60, 7, Gathering.Combination.AVERAGE, true))) {
      deletesGatherings(MapScript.gathering("@g", gathering));
      deletesGatherings(MapScript.gathering("@g", gathering, Type.UINT64), key());
    }
  }

  @Test
  void findsAnEntryAndWhatItHolds() {
    AggregateMap sums = MapScript.gathering("@g", new Gathering.Sum(true), Type.UINT64);
    Scratch number = new Scratch("$n", Type.INT64);
    try (TraceKernel kernel =
        new MapScript()
            .map(KEYED)
            .map(sums)
            .map(OUT)
            .action(
                MapScript.when(0, 1, MapScript.set(KEYED, MapScript.argument(2), key())),
                MapScript.when(0, 2, MapScript.gather(sums, MapScript.argument(2), key())),
                MapScript.when(0, 3, finds(KEYED, number)),
                MapScript.when(0, 4, finds(sums, number)))
            .load()) {
      kernel.run(3, 9);
      assertThat(value(kernel, "@out")).isEqualTo(-1);
      kernel.run(4, 9);
      assertThat(value(kernel, "@out")).isEqualTo(-1);
      kernel.run(1, 9, 1234);
      kernel.run(2, 9, 1000);
      kernel.run(2, 9, 234);
      kernel.run(3, 9);
      assertThat(value(kernel, "@out")).isEqualTo(1234);
      kernel.run(4, 9);
      assertThat(value(kernel, "@out")).isEqualTo(1234);
    }
  }

  @Test
  void gathersUnderTheKeysThatWereUsedLast() {
    AggregateMap map =
        new AggregateMap(
            "@g",
            List.of(Type.UINT64),
            new Gathering.Count(),
            MapKind.PERCPU_LRU_HASH,
            OptionalInt.of(50));
    try (TraceKernel kernel =
        new MapScript()
            .map(map)
            .action(MapScript.gather(map, MapScript.argument(1), MapScript.argument(0)))
            .load()) {
      for (int key = 0; key < 500; key++) {
        kernel.run(key);
      }
      assertThat(kernel.entries("@g")).hasSizeBetween(1, 50).allMatch(e -> e.sum(0) == 1);
      assertThat(kernel.counted("map_update_elem")).isZero();
    }
  }

  @Test
  void setsWhereItLiesWhatNobodyDeletes() {
    StateMap map = MapScript.state("@k", Type.UINT32, Type.UINT64);
    try (TraceKernel kernel =
        new MapScript()
            .map(map)
            .action(
                MapScript.set(
                    map,
                    new Value.Convert(MapScript.argument(1), Type.UINT32),
                    MapScript.argument(0)))
            .load()) {
      for (int i = 0; i < 100; i++) {
        kernel.run(i % 10, i);
      }
      assertThat(kernel.entries("@k"))
          .hasSize(10)
          .allMatch(e -> e.values().get(0).getInt(0) == 90 + e.key().getLong(0));
    }
  }

  private static Action finds(ScriptMap map, Scratch result) {
    return new Action.If(
        new Value.FindInMap(map, List.of(key()), result, Type.INT64),
        List.of(out(new Value.ScratchRead(result))),
        List.of(out(MapScript.number(-1))),
        MapScript.RANGE);
  }
}
