package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What lowering one clause at one site knows: names, types so far, the site, and where to complain.
 *
 * @param clause number of the clause among all, because scratch variables are its own
 */
record Scope(
    int clause,
    Site site,
    Names names,
    TypeTable types,
    CheckLimits limits,
    Diagnostics diagnostics) {

  LoweringFailure fail(SourceRange range, String message, String hint) {
    diagnostics.error(range, message, hint);
    return new LoweringFailure();
  }

  Optional<Gathering> aggregation(String map) {
    return Optional.ofNullable(names.aggregates().get(map));
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

  AggregateMap aggregate(String name, int keys, SourceRange range) {
    return new AggregateMap(name, keyTypes(name, keys, range), names.aggregates().get(name));
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
    if (!types.join(slot, value)) {
      String held = types.get(slot).map(Type::toString).orElse("something else");
      throw fail(range, shown + " holds " + held + " elsewhere and " + value.type() + " here", "");
    }
  }

  Type type(String slot, String shown, SourceRange range) {
    return types
        .get(slot)
        .orElseThrow(() -> fail(range, "the type of " + shown + " cannot be told", ""));
  }

  private String scratchSlot(String name) {
    return clause + name;
  }

  private static String keySlot(String name, int index) {
    return name + "[" + index + "]";
  }
}
