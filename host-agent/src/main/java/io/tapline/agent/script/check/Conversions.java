package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values as the types of the places they go to, without the script saying so. */
final class Conversions {
  private final Scope scope;
  private final Literals literals;

  Conversions(Scope scope, Literals literals) {
    this.scope = scope;
    this.literals = literals;
  }

  /**
   * A value for a place that was made wide enough for it, or as wide as there is: then it is said
   * that something may be lost.
   */
  Value fit(Value value, Type place, SourceRange range) {
    if (!scope.isTrace() || value.type().equals(place)) {
      return value;
    }
    if (place instanceof Type.Int integer) {
      return number(value, integer, range);
    }
    if (place instanceof Type.Tuple tuple && value.type() instanceof Type.Tuple from) {
      return tuple(value, from, tuple, range);
    }
    if (place instanceof Type.Pointer) {
      return new Value.Retype(value, place);
    }
    return value;
  }

  private Value number(Value value, Type.Int place, SourceRange range) {
    Optional<Type.Int> own = TypeRules.asOperand(value.type());
    if (own.isEmpty() || TypeRules.fits(own.get(), place) || literals.follows(value)) {
      return value;
    }
    warnAboutCast(value.type(), place, range);
    return new Value.Convert(value, place);
  }

  /** Says that a number becomes another one, if it may. */
  void warnAboutCast(Type from, Type.Int to, SourceRange range) {
    if (TypeRules.asOperand(from).filter(t -> !TypeRules.fits(t, to)).isPresent()) {
      scope.warn(
          range,
          "Expression of type: "
              + from
              + " being cast to type: "
              + to
              + ". This may cause unexpected results. Use an explicit cast to suppress this"
              + " warning.");
    }
  }

  private Value tuple(Value value, Type.Tuple from, Type.Tuple place, SourceRange range) {
    List<Action> actions = new ArrayList<>();
    List<Value> elements = elements(value, from, actions, range);
    List<Value> fitted = new ArrayList<>();
    for (int i = 0; i < place.elements().size(); i++) {
      int at = place.names().isEmpty() ? i : from.names().indexOf(place.names().get(i));
      fitted.add(fit(elements.get(at), place.elements().get(i), range));
    }
    Value tuple = new Value.TupleOf(fitted, place);
    return actions.isEmpty() ? tuple : new Value.Sequence(actions, tuple);
  }

  /** The elements of a tuple; one that is not written element by element is computed once. */
  List<Value> elements(Value value, Type.Tuple type, List<Action> actions, SourceRange range) {
    if (value instanceof Value.TupleOf tuple) {
      return tuple.elements();
    }
    Value whole = literals.once(value, actions, range);
    List<Integer> offsets = Storage.offsets(type.elements());
    List<Value> elements = new ArrayList<>();
    for (int i = 0; i < offsets.size(); i++) {
      elements.add(new Value.PartOf(whole, offsets.get(i), type.elements().get(i)));
    }
    return elements;
  }

  /** Whether a place of a type that does not widen can hold a value. */
  boolean canHold(Type place, Value value) {
    Type type = value.type();
    if (place instanceof Type.Int integer && type instanceof Type.Int) {
      // What a literal says must be there as it is; anything else is cut with a warning.
      return !(value instanceof Value.Constant constant) || holds(integer, constant);
    }
    if (place instanceof Type.Text p && type instanceof Type.Text t) {
      return t.sizeBytes() <= p.sizeBytes();
    }
    return HeldType.of(place)
        .join(literals.held(value), scope.numbers())
        .filter(joined -> joined.type(scope.numbers()).equals(place))
        .isPresent();
  }

  private static boolean holds(Type.Int place, Value.Constant constant) {
    boolean unsigned = constant.type() instanceof Type.Int type && !type.signed();
    if (constant.value() < 0 && unsigned) {
      return !place.signed() && place.sizeBytes() == Long.BYTES;
    }
    return place.signed()
        ? TypeRules.smallestSigned(constant.value()).sizeBytes() <= place.sizeBytes()
        : constant.value() >= 0
            && TypeRules.smallestUnsigned(constant.value()).sizeBytes() <= place.sizeBytes();
  }
}
