package io.tapline.agent.compile;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Clause;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.SentMessage;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checked scripts of one raw tracepoint, made by hand: what code generation sees. */
final class MapScript {
  static final SourceRange RANGE = new SourceRange(3, 7);

  private final List<StateMap> states = new ArrayList<>();
  private final List<AggregateMap> aggregates = new ArrayList<>();
  private final List<SentMessage> messages = new ArrayList<>();
  private final List<Action> actions = new ArrayList<>();
  private CompileOptions options = options(4096);

  /** Maps of so many entries, else as always. */
  static CompileOptions options(int entries) {
    return options(
        entries, CompileOptions.trace(ScriptConfig.DEFAULT, ScriptArguments.NONE).ringBytes());
  }

  static CompileOptions options(int entries, int ringBytes) {
    CompileOptions usual = CompileOptions.trace(ScriptConfig.DEFAULT, ScriptArguments.NONE);
    return new CompileOptions(
        entries,
        entries,
        ringBytes,
        usual.defaultTextBytes(),
        usual.maxTextBytes(),
        usual.maxSites(),
        usual.maxMapBytes(),
        usual.firstEventId(),
        usual.dialect(),
        usual.config(),
        usual.arguments(),
        usual.reportFaults(),
        usual.threadStorage());
  }

  /** The raw tracepoint's argument, a uint64. */
  static Value argument(int index) {
    return new Value.ContextRead(index * Long.BYTES, Long.BYTES, Type.UINT64);
  }

  static Value number(long value) {
    return new Value.Constant(Type.INT64, value);
  }

  static Value text(String text, int bytes) {
    return new Value.TextConstant(new Type.Text(bytes), text);
  }

  static AggregateMap gathering(String name, Gathering gathering, Type... keys) {
    return new AggregateMap(name, List.of(keys), gathering);
  }

  static StateMap state(String name, Type value, Type... keys) {
    return new StateMap(name, List.of(keys), value);
  }

  static Action gather(AggregateMap map, Value value, Value... keys) {
    return new Action.Aggregate(map, List.of(keys), Optional.of(value), RANGE);
  }

  static Action set(StateMap map, Value value, Value... keys) {
    return new Action.SetMap(map, List.of(keys), value, RANGE);
  }

  static Action delete(ScriptMap map, Value... keys) {
    return new Action.Delete(map, List.of(keys), RANGE);
  }

  /** If argument {@code index} is {@code value}. */
  static Action when(int index, long value, Action... then) {
    Value condition =
        new Value.Comparison(
            Value.Comparison.Operator.EQUAL, false, argument(index), number(value));
    return new Action.If(condition, List.of(then), List.of(), RANGE);
  }

  MapScript map(ScriptMap map) {
    if (map instanceof StateMap state) {
      states.add(state);
    } else {
      aggregates.add((AggregateMap) map);
    }
    return this;
  }

  MapScript options(CompileOptions other) {
    options = other;
    return this;
  }

  MapScript action(Action... more) {
    actions.addAll(List.of(more));
    return this;
  }

  /** Registers a message and answers the action that sends it. */
  Action send(Message message, Value... values) {
    int id = messages.size();
    messages.add(new SentMessage(id, message, List.of(values).stream().map(Value::type).toList()));
    return new Action.Send(id, message, List.of(values), RANGE);
  }

  CompiledScript compile() {
    Clause clause =
        new Clause(
            List.of(new ProbePoint.RawTracepoint("any")),
            "rawtracepoint:any",
            Optional.empty(),
            Optional.empty(),
            actions,
            RANGE);
    CheckedScript script =
        new CheckedScript(List.of(clause), states, aggregates, List.of(), messages, Map.of());
    return new CodeGenerator(script, options).generate();
  }

  TraceKernel load() {
    return new TraceKernel(compile());
  }
}
