package io.tapline.agent.script.check;

import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import io.tapline.agent.target.ProbeCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What lowering one clause at one site knows, and where to complain. */
final class Scope {
  private final ScriptContext script;
  private final int clause;
  private final Site site;
  private int fresh;

  /**
   * @param clause number of the clause among all, because scratch variables are its own
   */
  Scope(ScriptContext script, int clause, Site site) {
    this.script = script;
    this.clause = clause;
    this.site = site;
  }

  // -- What functions ask.

  /** Reports an error; the caller throws what is returned and so leaves the statement. */
  LoweringFailure fail(SourceRange range, String message, String hint) {
    script.diagnostics().error(range, message, hint);
    return new LoweringFailure();
  }

  /** Reports something that does not stop the script. */
  void warn(SourceRange range, String message) {
    script.diagnostics().warn(range, message);
  }

  /** Whom the script is for. */
  Dialect dialect() {
    return script.limits().dialect();
  }

  /** The script's settings, its own config block included. */
  ScriptConfig config() {
    return script.limits().config();
  }

  /** What stands on the command line. */
  ScriptArguments arguments() {
    return script.limits().arguments();
  }

  CheckLimits limits() {
    return script.limits();
  }

  /** Types and constants by name. */
  RecordTable records() {
    return script.records();
  }

  /** What the host offers. */
  ProbeCatalog catalog() {
    return script.catalog();
  }

  /** Where the clause is hit. */
  Site site() {
    return site;
  }

  /**
   * Asks the host for something: what a function without a value answers.
   *
   * @param values what the message needs, in its order
   * @param range of the call
   */
  Value send(Message message, List<Value> values, SourceRange range) {
    if (dialect() == Dialect.PIPELINE) {
      throw fail(
          range,
          "there is no terminal here to write to",
          "events leave by emit(name = value, ...), maps by themselves");
    }
    List<Type> types = values.stream().map(Value::type).toList();
    int id = script.messages().id(message, range, types);
    return nothing(List.of(new Action.Send(id, message, values, range)));
  }

  /** Actions as a value: what a function answers that does something and has no value. */
  Value nothing(List<Action> actions) {
    return new Value.Sequence(actions, new Value.Constant(new Type.None(), 0));
  }

  /** A scratch variable that no script can name. */
  Scratch fresh(Type type) {
    return new Scratch("$" + fresh++, type);
  }

  // -- What lowering of maps and variables asks.

  Optional<String> aggregation(String map) {
    return Optional.ofNullable(script.names().aggregates().get(map));
  }

  /** A map as it is known so far, whatever it holds. */
  ScriptMap map(String name, SourceRange range) {
    int keys = script.types().keys(name);
    return aggregation(name).isPresent()
        ? aggregate(name, keys, range)
        : state(name, keys, range);
  }

  /** The scratch variable with the type it has so far. */
  Scratch scratch(String name, SourceRange range) {
    return new Scratch(name, type(scratchSlot(name), name, range));
  }

  void setScratch(String name, Value value, SourceRange range) {
    join(scratchSlot(name), value, name, range);
  }

  StateMap state(String name, int keys, SourceRange range) {
    return new StateMap(name, keyTypes(name, keys, range), type(name, name, range));
  }

  /** Lets an aggregation map gather this. */
  void setAggregate(String name, Gathering gathering, SourceRange range) {
    if (!script.types().joinGathering(name, gathering)) {
      throw fail(range, "map '" + name + "' gathers something else elsewhere", "");
    }
  }

  AggregateMap aggregate(String name, int keys, SourceRange range) {
    Gathering gathering =
        script
            .types()
            .gathering(name)
            .orElseThrow(() -> fail(range, "what " + name + " gathers cannot be told", ""));
    return new AggregateMap(name, keyTypes(name, keys, range), gathering);
  }

  void setMap(String name, Value value, SourceRange range) {
    join(name, value, name, range);
  }

  /** Makes the map's keys wide enough for these. */
  void joinKeys(String name, List<Value> keys, SourceRange range) {
    for (int i = 0; i < keys.size(); i++) {
      join(keySlot(name, i), keys.get(i), "key " + (i + 1) + " of " + name, range);
    }
  }

  private List<Type> keyTypes(String name, int keys, SourceRange range) {
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      types.add(type(keySlot(name, i), "key " + (i + 1) + " of " + name, range));
    }
    return types;
  }

  void join(String slot, Value value, String shown, SourceRange range) {
    if (TypeRules.fieldType(value.type()).isEmpty()) {
      String hint = value.type() instanceof Type.Bytes ? "ntop() makes an address of it" : "";
      throw fail(range, "a value of type " + value.type() + " cannot be kept", hint);
    }
    if (!script.types().join(slot, value)) {
      String held = script.types().get(slot).map(Type::toString).orElse("something else");
      throw fail(range, shown + " holds " + held + " elsewhere and " + value.type() + " here", "");
    }
  }

  Type type(String slot, String shown, SourceRange range) {
    return script
        .types()
        .get(slot)
        .orElseThrow(() -> fail(range, "the type of " + shown + " cannot be told", ""));
  }

  private String scratchSlot(String name) {
    return clause + name;
  }

  private static String keySlot(String name, int index) {
    return TypeTable.keySlot(name, index);
  }
}
