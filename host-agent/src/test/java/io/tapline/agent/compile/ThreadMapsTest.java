package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.config.ConfigReader;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Clause;
import io.tapline.agent.script.ir.MapKind;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which maps are kept with threads: those that nobody could tell from a hash. */
class ThreadMapsTest {
  private static final ProbePoint RAW = new ProbePoint.RawTracepoint("any");
  private static final Value TID = new Value.BuiltinRead(Builtin.TID);
  private static final StateMap START = MapScript.state("@start", Type.UINT64, Type.UINT32);
  private static final CompileOptions PIPELINE = CompileOptions.DEFAULT.withThreadStorage();
  private static final CompileOptions TRACE =
      CompileOptions.trace(ScriptConfig.DEFAULT, ScriptArguments.NONE).withThreadStorage();
  private static final CompileOptions SILENT =
      CompileOptions.trace(
              ConfigReader.environment(Map.of("BPFTRACE_PRINT_MAPS_ON_EXIT", "0")).config(),
              ScriptArguments.NONE)
          .withThreadStorage();

  private static final Action SET = MapScript.set(START, MapScript.number(1), TID);

  private static Clause clause(ProbePoint point, Action... actions) {
    return new Clause(
        List.of(point),
        point.name(),
        Optional.empty(),
        Optional.empty(),
        List.of(actions),
        MapScript.RANGE);
  }

  private static boolean keeps(CompileOptions options, StateMap map, Clause... clauses) {
    CheckedScript script =
        new CheckedScript(
            List.of(clauses), List.of(map), List.of(), List.of(), List.of(), Map.of());
    return ThreadMaps.of(script, options).contains(map.name());
  }

  private static Action send(Message message, Value... values) {
    return new Action.Send(0, message, List.of(values), MapScript.RANGE);
  }

  private static Action evaluate(Value value) {
    return new Action.Evaluate(value, MapScript.RANGE);
  }

  @Test
  void keepsWhatIsUsedUnderTheThreadOnly() {
    Clause clause =
        clause(
            RAW,
            SET,
            evaluate(new Value.MapRead(START, List.of(TID))),
            evaluate(new Value.MapHas(START, List.of(TID), Type.INT64)),
            evaluate(new Value.MapDelete(START, List.of(TID), Type.INT64)),
            MapScript.set(START, MapScript.number(1), new Value.Convert(TID, Type.UINT64)),
            MapScript.delete(START, TID));
    assertThat(keeps(PIPELINE, START, clause)).isTrue();
    assertThat(keeps(SILENT, START, clause)).isTrue();
    assertThat(keeps(CompileOptions.DEFAULT, START, clause)).as("not asked for").isFalse();
    assertThat(keeps(TRACE, START, clause)).as("printed at the end").isFalse();
  }

  @Test
  void keepsWhatAnEndProbeClears() {
    Action clear = send(new Message.Clear(START));
    Clause set = clause(RAW, SET);
    assertThat(keeps(TRACE, START, set, clause(new ProbePoint.End(), clear))).isTrue();
    assertThat(keeps(TRACE, START, set, clause(RAW, clear))).as("any time").isFalse();
    assertThat(keeps(TRACE, START, set, clause(new ProbePoint.End(), MapScript.when(0, 1, clear))))
        .as("perhaps")
        .isFalse();
    Action leave = MapScript.when(0, 1, new Action.Return(Optional.empty(), MapScript.RANGE));
    assertThat(keeps(TRACE, START, set, clause(new ProbePoint.End(), leave, clear)))
        .as("not if it left before")
        .isFalse();
  }

  static Stream<Arguments> others() {
    List<Value> tid = List.of(TID);
    Value pid = new Value.BuiltinRead(Builtin.PID);
    return Stream.of(
        row("another key", MapScript.set(START, MapScript.number(1), pid)),
        row("read of another key", evaluate(new Value.MapRead(START, List.of(pid)))),
        row(
            "a part of the thread's number",
            evaluate(
                new Value.MapRead(START, List.of(new Value.Convert(TID, new Type.Int(2, false)))))),
        row("printed", send(new Message.PrintMap(START))),
        row("printed by key", send(new Message.PrintMapValue(START), TID)),
        row("zeroed", send(new Message.Zero(START))),
        row("cleared", send(new Message.Clear(START))),
        row("counted", evaluate(new Value.MapLength(START, Type.INT64))),
        row(
            "gone through",
            new Action.ForMap(
                new io.tapline.agent.script.ir.Scratch(
                    "$kv", new Type.Tuple(List.of(Type.UINT32, Type.UINT64))),
                START,
                List.of(),
                MapScript.RANGE)),
        row(
            "taken the address of",
            evaluate(
                new Value.MapAddress(START, tid, new Type.Pointer(Type.AddressSpace.KERNEL)))));
  }

  private static Arguments row(String name, Action action) {
    return Arguments.of(name, action);
  }

  @ParameterizedTest
  @MethodSource("others")
  void leavesWhatIsAlsoUsedOtherwise(String name, Action action) {
    for (CompileOptions options : List.of(PIPELINE, SILENT)) {
      assertThat(keeps(options, START, clause(RAW, SET, action))).as(name).isFalse();
      assertThat(keeps(options, START, clause(RAW, SET), clause(RAW, action))).as(name).isFalse();
      assertThat(
              keeps(
                  options,
                  START,
                  clause(RAW, SET),
                  clause(RAW, MapScript.when(0, 1, MapScript.when(0, 2, action)))))
          .as(name)
          .isFalse();
    }
  }

  @Test
  void leavesWhatIsDeclaredOrLargeOrUsedInInterrupts() {
    List<StateMap> maps = new ArrayList<>();
    List<Type> key = List.of(Type.UINT32);
    maps.add(new StateMap("@m", key, Type.INT64, MapKind.LRU_HASH, OptionalInt.empty()));
    maps.add(new StateMap("@m", key, Type.INT64, MapKind.HASH, OptionalInt.of(10)));
    maps.add(new StateMap("@m", key, new Type.Text(4096)));
    for (StateMap map : maps) {
      assertThat(keeps(SILENT, map, clause(RAW, MapScript.set(map, MapScript.number(1), TID))))
          .isFalse();
    }
    assertThat(keeps(SILENT, START, clause(new ProbePoint.Profile(99), SET))).isFalse();
  }
}
