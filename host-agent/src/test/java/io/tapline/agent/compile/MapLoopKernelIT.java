package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Loops over maps and their lengths. */
class MapLoopKernelIT {
  private static final StateMap OUT = MapScript.state("@out", Type.INT64);
  private static final StateMap NUMBERS = MapScript.state("@n", Type.INT64, Type.UINT64);

  @BeforeAll
  static void needsPrivileges() {
    TraceKernel.needsPrivileges();
  }

  private static Scratch variable(Type key, Type value) {
    return new Scratch("$kv", new Type.Tuple(List.of(key, value)));
  }

  private static Value part(Scratch variable, int index) {
    Type.Tuple tuple = (Type.Tuple) variable.type();
    return new Value.PartOf(
        new Value.ScratchRead(variable),
        Storage.offsets(tuple.elements()).get(index),
        tuple.elements().get(index));
  }

  private static Action loop(Scratch variable, ScriptMap map, Action... body) {
    return new Action.ForMap(variable, map, List.of(body), MapScript.RANGE);
  }

  private static Action add(StateMap map, Value amount, Value... keys) {
    return new Action.AddToMap(map, List.of(keys), amount, MapScript.RANGE);
  }

  private static long out(TraceKernel kernel) {
    return kernel.entry("@out").values().get(0).getLong(0);
  }

  @Test
  void goesThroughKeysAndValues() {
    Scratch kv = variable(Type.UINT64, Type.INT64);
    StateMap copy = MapScript.state("@copy", Type.INT64, Type.UINT64);
    try (TraceKernel kernel =
        new MapScript()
            .map(NUMBERS)
            .map(copy)
            .action(
                MapScript.when(
                    0, 1, MapScript.set(NUMBERS, MapScript.argument(2), MapScript.argument(1))),
                MapScript.when(
                    0, 2, loop(kv, NUMBERS, MapScript.set(copy, part(kv, 1), part(kv, 0)))))
            .load()) {
      kernel.run(2);
      assertThat(kernel.entries("@copy")).isEmpty();
      for (int key = 0; key < 1000; key++) {
        kernel.run(1, key, -3L * key);
      }
      kernel.run(2);
      assertThat(kernel.entries("@copy")).hasSize(1000);
      assertThat(kernel.entries("@copy"))
          .allMatch(e -> e.values().get(0).getLong(0) == -3 * e.key().getLong(0));
    }
  }

  @Test
  void skipsRoundsAndEndsEarly() {
    Scratch kv = variable(Type.UINT64, Type.INT64);
    StateMap odd = MapScript.state("@odd", Type.INT64);
    Value isEven =
        new Value.Comparison(
            Value.Comparison.Operator.EQUAL,
            false,
            new Value.Arithmetic(
                Value.Arithmetic.Operator.AND, part(kv, 0), MapScript.number(1), Type.INT64),
            MapScript.number(0));
    Value enough =
        new Value.Comparison(
            Value.Comparison.Operator.EQUAL,
            false,
            new Value.MapRead(OUT, List.of()),
            MapScript.argument(1));
    try (TraceKernel kernel =
        new MapScript()
            .map(NUMBERS)
            .map(OUT)
            .map(odd)
            .action(
                MapScript.when(
                    0, 1, MapScript.set(NUMBERS, MapScript.argument(2), MapScript.argument(1))),
                MapScript.when(
                    0,
                    2,
                    loop(
                        kv,
                        NUMBERS,
                        new Action.If(
                            enough,
                            List.of(new Action.Break(MapScript.RANGE)),
                            List.of(),
                            MapScript.RANGE),
                        add(OUT, MapScript.number(1)),
                        new Action.If(
                            isEven,
                            List.of(new Action.Continue(MapScript.RANGE)),
                            List.of(),
                            MapScript.RANGE),
                        add(odd, MapScript.number(1)))),
                MapScript.when(
                    0,
                    3,
                    loop(kv, NUMBERS, new Action.Return(Optional.empty(), MapScript.RANGE)),
                    MapScript.set(OUT, MapScript.number(-1))))
            .load()) {
      for (int key = 0; key < 100; key++) {
        kernel.run(1, key, 1);
      }
      kernel.run(2, -1);
      assertThat(out(kernel)).isEqualTo(100);
      assertThat(kernel.entry("@odd").values().get(0).getLong(0)).isEqualTo(50);
      kernel.run(2, 107);
      assertThat(out(kernel)).as("seven more").isEqualTo(107);
      kernel.run(3);
      assertThat(out(kernel)).as("left before").isEqualTo(107);
    }
  }

  @Test
  void goesThroughKeysOfSeveralParts() {
    Type.Int small = new Type.Int(1, false);
    Type.Text text = new Type.Text(12);
    StateMap map = MapScript.state("@m", text, small, text, Type.UINT32);
    Scratch kv = variable(new Type.Tuple(List.of(small, text, Type.UINT32)), text);
    StateMap copy = MapScript.state("@copy", text, text);
    Value key = part(kv, 0);
    List<Integer> offsets = Storage.offsets(List.of(small, text, Type.UINT32));
    try (TraceKernel kernel =
        new MapScript()
            .map(map)
            .map(copy)
            .map(OUT)
            .action(
                MapScript.set(
                    map,
                    MapScript.text("value", 12),
                    new Value.Constant(small, 7),
                    MapScript.text("key", 12),
                    new Value.Constant(Type.UINT32, 0xfffffff0L)),
                loop(
                    kv,
                    map,
                    MapScript.set(copy, part(kv, 1), new Value.PartOf(key, offsets.get(1), text)),
                    add(OUT, new Value.PartOf(key, offsets.get(0), small)),
                    add(OUT, new Value.PartOf(key, offsets.get(2), Type.UINT32))))
            .load()) {
      kernel.run();
      assertThat(out(kernel)).isEqualTo(7 + 0xfffffff0L);
      TraceKernel.Entry entry = kernel.entry("@copy");
      assertThat(new String(entry.key().array(), StandardCharsets.US_ASCII)).startsWith("key\0");
      assertThat(new String(entry.values().get(0).array(), StandardCharsets.US_ASCII))
          .startsWith("value\0");
    }
  }

  @Test
  void totalsAggregationsOverCpus() {
    for (Gathering gathering :
        List.of(
            new Gathering.Count(),
            new Gathering.Sum(true),
            new Gathering.Average(true),
            new Gathering.Minimum(true))) {
      AggregateMap map = MapScript.gathering("@g", gathering, Type.UINT64);
      Scratch kv = variable(Type.UINT64, Type.INT64);
      StateMap copy = MapScript.state("@copy", Type.INT64, Type.UINT64);
      try (TraceKernel kernel =
          new MapScript()
              .map(map)
              .map(copy)
              .action(
                  MapScript.when(
                      0, 1, MapScript.gather(map, MapScript.argument(2), MapScript.argument(1))),
                  MapScript.when(
                      0, 2, loop(kv, map, MapScript.set(copy, part(kv, 1), part(kv, 0)))))
              .load()) {
        for (int key = 0; key < 20; key++) {
          kernel.run(1, key, 10);
          for (int cpu : kernel.cpus()) {
            kernel.runOn(cpu, 1, key, -key);
          }
        }
        kernel.run(2);
        int cpus = kernel.cpus().size();
        Map<Long, Long> expected = new TreeMap<>();
        Map<Long, Long> found = new TreeMap<>();
        for (long key = 0; key < 20; key++) {
          expected.put(
              key,
              gathering instanceof Gathering.Count
                  ? cpus + 1
                  : gathering instanceof Gathering.Sum
                      ? 10 - key * cpus
                      : gathering instanceof Gathering.Minimum
                          ? -key
                          : (10 - key * cpus) / (cpus + 1));
        }
        kernel
            .entries("@copy")
            .forEach(e -> found.put(e.key().getLong(0), e.values().get(0).getLong(0)));
        assertThat(found).as(gathering.toString()).isEqualTo(expected);
      }
    }
  }

  @Test
  void deletesAndSendsInRounds() {
    Scratch kv = variable(Type.UINT64, Type.INT64);
    MapScript script = new MapScript().map(NUMBERS).map(OUT);
    Action send = script.send(new Message.PrintValue(), part(kv, 0), part(kv, 1));
    try (TraceKernel kernel =
        script
            .action(
                MapScript.when(
                    0, 1, MapScript.set(NUMBERS, MapScript.argument(2), MapScript.argument(1))),
                MapScript.when(
                    0, 2, loop(kv, NUMBERS, send, MapScript.delete(NUMBERS, part(kv, 0)))))
            .load()) {
      for (int key = 1; key <= 10; key++) {
        kernel.run(1, key, key * 100L);
      }
      kernel.run(2);
      assertThat(kernel.entries("@n")).isEmpty();
      assertThat(kernel.sent())
          .hasSize(10)
          .allMatch(s -> s.record().getLong(s.offset(1)) == 100 * s.record().getLong(s.offset(0)));
    }
  }

  @Test
  void loopsInLoops() {
    Scratch outer = variable(Type.UINT64, Type.INT64);
    Scratch inner = new Scratch("$inner", outer.type());
    try (TraceKernel kernel =
        new MapScript()
            .map(NUMBERS)
            .map(OUT)
            .action(
                MapScript.when(
                    0, 1, MapScript.set(NUMBERS, MapScript.argument(2), MapScript.argument(1))),
                MapScript.when(
                    0,
                    2,
                    loop(
                        outer,
                        NUMBERS,
                        loop(
                            inner,
                            NUMBERS,
                            add(
                                OUT,
                                new Value.Arithmetic(
                                    Value.Arithmetic.Operator.MULTIPLY,
                                    part(outer, 1),
                                    part(inner, 1),
                                    Type.INT64))))))
            .load()) {
      for (int key = 1; key <= 10; key++) {
        kernel.run(1, key, key);
      }
      kernel.run(2);
      assertThat(out(kernel)).isEqualTo(55 * 55);
    }
  }

  @Test
  void countsEntries() {
    AggregateMap histogram =
        MapScript.gathering("@h", new Gathering.PowerHistogram(0), Type.UINT64);
    for (ScriptMap map : List.of(NUMBERS, histogram)) {
      Action put =
          map instanceof StateMap state
              ? MapScript.set(state, MapScript.number(1), MapScript.argument(1))
              : MapScript.gather(histogram, MapScript.argument(1), MapScript.argument(1));
      try (TraceKernel kernel =
          new MapScript()
              .map(map)
              .map(OUT)
              .action(
                  MapScript.when(0, 1, put),
                  MapScript.when(0, 2, MapScript.set(OUT, new Value.MapLength(map, Type.INT64))))
              .load()) {
        kernel.run(2);
        assertThat(out(kernel)).isZero();
        for (int key = 0; key < 321; key++) {
          kernel.run(1, key);
        }
        kernel.run(2);
        assertThat(out(kernel)).isEqualTo(321);
      }
    }
  }

  @Test
  void refusesWhatCannotBeGoneThrough() {
    Scratch kv = variable(Type.UINT64, Type.INT64);
    AggregateMap histogram =
        MapScript.gathering("@h", new Gathering.PowerHistogram(0), Type.UINT64);
    MapScript script = new MapScript().map(histogram).action(loop(kv, histogram));
    assertThatThrownBy(script::compile)
        .isInstanceOf(CompileFailure.class)
        .hasMessageContaining("@h");
  }
}
