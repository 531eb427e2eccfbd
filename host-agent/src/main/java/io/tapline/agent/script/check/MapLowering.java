package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.MapKind;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.source.Suggestions;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The script's maps: their keys, what they hold, how they are read. */
final class MapLowering {
  /** Most parts of a key. */
  private static final int MAX_KEYS = 32;

  private static final int MAX_PIPELINE_KEYS = 8;

  private final Scope scope;
  private final ExpressionLowering expressions;
  private final Literals literals;
  private final Conversions conversions;

  MapLowering(
      Scope scope, ExpressionLowering expressions, Literals literals, Conversions conversions) {
    this.scope = scope;
    this.expressions = expressions;
    this.literals = literals;
    this.conversions = conversions;
  }

  /** A key as it is written, parts of a tuple taken apart. */
  record Key(List<Action> before, List<Value> parts) {
    /** A value that needs the key computed first. */
    Value with(Value value) {
      return before.isEmpty() ? value : new Value.Sequence(before, value);
    }
  }

  /** A map's key; the map's key types are made wide enough for it. */
  Key key(Expression.MapAccess node) {
    return key(node.name(), node.keys(), node.range());
  }

  Key key(String map, List<Expression> written, SourceRange range) {
    List<Action> before = new ArrayList<>();
    List<Value> parts = new ArrayList<>();
    for (Expression expression : written) {
      addParts(expression, written.size() == 1, before, parts);
    }
    int most = scope.isTrace() ? MAX_KEYS : MAX_PIPELINE_KEYS;
    if (parts.size() > most) {
      throw scope.fail(range, "a map has at most " + most + " keys", "");
    }
    for (Value part : parts) {
      if (part.type() instanceof Type.None) {
        throw scope.fail(range, "Value '" + part.type() + "' cannot be used as a map key.", "");
      }
      Storable.require(part, scope, range);
    }
    List<Type> types = join(map, parts, range);
    List<Value> fitted = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      fitted.add(conversions.fit(parts.get(i), types.get(i), range));
    }
    return new Key(before, fitted);
  }

  private void addParts(
      Expression expression, boolean alone, List<Action> before, List<Value> parts) {
    // The pipeline's keys are flat: tuples in tuples are taken apart too.
    if (!scope.isTrace() && expression instanceof Expression.Tuple tuple) {
      tuple.elements().forEach(e -> addParts(e, false, before, parts));
      return;
    }
    refuseGathered(expression);
    Value value = expressions.lower(expression);
    if (alone
        && scope.isTrace()
        && value.type() instanceof Type.Tuple tuple
        && tuple.names().isEmpty()) {
      Value last = value;
      while (last instanceof Value.Sequence sequence) {
        before.addAll(sequence.actions());
        last = sequence.value();
      }
      parts.addAll(conversions.elements(last, tuple, before, expression.range()));
    } else {
      parts.add(value);
    }
  }

  private void refuseGathered(Expression expression) {
    if (isManyNumbers(expression)) {
      String type = gatheredType(expression).orElseThrow();
      throw scope.fail(expression.range(), "Value '" + type + "' cannot be used as a map key.", "");
    }
  }

  private List<Type> join(String map, List<Value> parts, SourceRange range) {
    String slot = keySlot(map);
    HeldType key = new HeldType.OfTuple(parts.stream().map(literals::held).toList(), List.of());
    if (scope.types().isBroken(slot)) {
      throw new LoweringFailure();
    }
    if (!scope.types().join(slot, key)) {
      if (parts.isEmpty() != keyTypes(map, range).isEmpty()) {
        // With keys here, without keys elsewhere: that was said when the maps were looked at.
        throw new LoweringFailure();
      }
      throw scope.fail(
          range,
          "Argument mismatch for "
              + map
              + ": trying to access with arguments: '"
              + shown(parts.stream().map(Value::type).toList())
              + "' when map expects arguments: '"
              + shown(keyTypes(map, range))
              + "'",
          "");
    }
    return keyTypes(map, range);
  }

  private static String shown(List<Type> parts) {
    return (parts.size() == 1 ? parts.get(0) : new Type.Tuple(parts)).toString();
  }

  private static String keySlot(String map) {
    return map + "[]";
  }

  private List<Type> keyTypes(String map, SourceRange range) {
    return scope
        .types()
        .get(keySlot(map))
        .map(t -> ((Type.Tuple) t).elements())
        .orElseThrow(() -> undefined(map, range));
  }

  private LoweringFailure undefined(String map, SourceRange range) {
    return scope.fail(
        range, "Undefined map: " + map, Suggestions.didYouMean(map, scope.maps().names()));
  }

  /** A map as it is known so far, whatever it holds. */
  ScriptMap map(String name, SourceRange range) {
    return scope.maps().aggregation(name).isPresent() ? gathering(name, range) : state(name, range);
  }

  /** A map of plain values. */
  StateMap state(String name, SourceRange range) {
    return new StateMap(
        name, keyTypes(name, range), value(name, range), kind(name, MapKind.HASH), entries(name));
  }

  private Type value(String name, SourceRange range) {
    if (scope.types().isBroken(name)) {
      throw new LoweringFailure();
    }
    return scope.types().get(name).orElseThrow(() -> undefined(name, range));
  }

  /** A map that gathers. */
  AggregateMap gathering(String name, SourceRange range) {
    Gathering gathering = scope.types().gathering(name).orElseThrow(() -> undefined(name, range));
    MapKind kind = kind(name, MapKind.PERCPU_HASH);
    return new AggregateMap(name, keyTypes(name, range), gathering, kind, entries(name));
  }

  private MapKind kind(String name, MapKind usual) {
    return scope
        .maps()
        .declaration(name)
        .flatMap(
            d -> Arrays.stream(MapKind.values()).filter(k -> k.word().equals(d.kind())).findFirst())
        .orElse(usual);
  }

  private OptionalInt entries(String name) {
    return scope
        .maps()
        .declaration(name)
        .map(Preamble.MapDeclaration::entries)
        .flatMap(expressions::constant)
        .filter(c -> c.value() > 0 && c.value() <= Integer.MAX_VALUE)
        .map(c -> OptionalInt.of((int) c.value()))
        .orElse(OptionalInt.empty());
  }

  /** What a map holds under a key. */
  Value read(Expression.MapAccess node) {
    if (scope.maps().aggregation(node.name()).isPresent()) {
      return readGathered(node);
    }
    Key key = key(node);
    if (scope.types().held(node.name()).isEmpty()) {
      // Nobody set it so far; if nobody ever does it has a type nevertheless.
      scope.types().want(node.name());
      throw new LoweringFailure();
    }
    return key.with(new Value.MapRead(state(node.name(), node.range()), key.parts()));
  }

  private Value readGathered(Expression.MapAccess node) {
    if (!scope.isTrace()) {
      throw scope.fail(
          node.range(), "'" + node.name() + "' is an aggregation and cannot be read here", "");
    }
    Key key = key(node);
    AggregateMap map = gathering(node.name(), node.range());
    Type.Int number =
        Gatherings.number(map.gathering())
            .orElseThrow(
                () ->
                    scope.fail(
                        node.range(),
                        "Map type " + Gatherings.typeName(map.gathering()) + " has no single value",
                        "print(" + node.name() + ") shows the whole map"));
    return key.with(new Value.AggregateRead(map, key.parts(), number, node.range()));
  }

  /** The type's name of what a map gathers, if the expression reads such a map. */
  Optional<String> gatheredType(Expression expression) {
    return expression instanceof Expression.MapAccess map && scope.isTrace()
        ? scope.types().gathering(map.name()).map(Gatherings::typeName)
        : Optional.empty();
  }

  /** Whether what is gathered can be read as a number. */
  boolean isNumber(Expression expression) {
    return expression instanceof Expression.MapAccess map
        && scope.types().gathering(map.name()).flatMap(Gatherings::number).isPresent();
  }

  /** Whether an expression reads a map that gathers more than one number. */
  boolean isManyNumbers(Expression expression) {
    return gatheredType(expression).isPresent() && !isNumber(expression);
  }

  /**
   * Makes a map's value wide enough, and the value one that fits.
   *
   * @param valueRange where the value is written
   */
  Value joinValue(String map, Value value, SourceRange valueRange, SourceRange range) {
    if (value.type() instanceof Type.None) {
      throw scope.fail(range, "Value '" + value.type() + "' cannot be assigned to a map.", "");
    }
    Storable.require(value, scope, range);
    requireState(map, value.type().toString(), range);
    join(map, literals.held(value), value.type(), range);
    return conversions.fit(value, value(map, range), valueRange);
  }

  /** Makes a map's value wide enough for this. */
  void join(String map, HeldType held, Type type, SourceRange range) {
    if (scope.types().isBroken(map)) {
      throw new LoweringFailure();
    }
    if (!scope.types().join(map, held)) {
      throw mismatch(map, type.toString(), value(map, range).toString(), range);
    }
  }

  /** Refuses a plain value for a map that gathers. */
  void requireState(String map, String type, SourceRange range) {
    if (scope.maps().aggregation(map).isPresent()) {
      String known = scope.types().gathering(map).map(Gatherings::typeName).orElse("aggregation");
      throw mismatch(map, type, known, range);
    }
  }

  LoweringFailure mismatch(String map, String type, String known, SourceRange range) {
    return scope.fail(
        range,
        "Type mismatch for "
            + map
            + ": trying to assign value of type '"
            + type
            + "' when map already has a type '"
            + known
            + "'",
        "");
  }
}
