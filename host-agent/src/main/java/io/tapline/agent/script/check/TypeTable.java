package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The types of everything that is set in more than one place: maps' keys and values, scratch
 * variables, columns of events. Types only ever widen, so lowering again and again until nothing
 * changes comes to an end.
 *
 * <p>A literal does not decide a type: {@code @start[tid] = 0} beside {@code @start[tid] = nsecs}
 * leaves the map unsigned.
 */
final class TypeTable {
  private final Map<String, Type> decided = new HashMap<>();
  private final Map<String, Long> literals = new HashMap<>();
  private final Map<String, Gathering> gatherings = new HashMap<>();
  private boolean changed;

  /** Whether a type changed since this was last asked. */
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /** Lets a slot hold this value; false when it holds something else altogether. */
  boolean join(String slot, Value value) {
    if (value instanceof Value.Constant literal
        && literal.value() >= 0
        && literal.type().equals(Type.INT64)) {
      changed |= !literals.containsKey(slot) || literals.get(slot) < literal.value();
      literals.merge(slot, literal.value(), Math::max);
      Type type = decided.get(slot);
      return type == null || TypeRules.asInteger(type).isPresent();
    }
    return join(slot, value.type());
  }

  /** Lets a map gather this; false when it gathers something else. */
  boolean joinGathering(String map, Gathering gathering) {
    Gathering known = gatherings.putIfAbsent(map, gathering);
    changed |= known == null;
    return known == null || known.equals(gathering);
  }

  /** What a map gathers; empty while that is not known. */
  Optional<Gathering> gathering(String map) {
    return Optional.ofNullable(gatherings.get(map));
  }

  /** Lets a slot hold this type. */
  boolean join(String slot, Type type) {
    Type known = decided.get(slot);
    Optional<Type> joined = known == null ? Optional.of(type) : TypeRules.join(known, type);
    boolean literalInText =
        literals.containsKey(slot) && joined.flatMap(TypeRules::asInteger).isEmpty();
    if (joined.isEmpty() || literalInText) {
      return false;
    }
    changed |= !joined.get().equals(known);
    decided.put(slot, joined.get());
    return true;
  }

  /** How a map's key is called here. */
  static String keySlot(String map, int index) {
    return map + "[" + index + "]";
  }

  /** How many keys a map was seen with. */
  int keys(String map) {
    int keys = 0;
    while (get(keySlot(map, keys)).isPresent()) {
      keys++;
    }
    return keys;
  }

  /** The slot's type; empty while nothing typed was set. */
  Optional<Type> get(String slot) {
    Type type = decided.get(slot);
    Long literal = literals.get(slot);
    if (type instanceof Type.Int integer && literal != null) {
      int bits = integer.sizeBytes() * 8 - (integer.signed() ? 1 : 0);
      boolean fits = bits == 64 || literal >>> bits == 0;
      return Optional.of(fits ? integer : new Type.Int(8, integer.signed()));
    }
    return type == null && literal != null ? Optional.of(Type.INT64) : Optional.ofNullable(type);
  }
}
