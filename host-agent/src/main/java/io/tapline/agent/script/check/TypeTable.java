package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.type.Type;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The types of everything that is set in more than one place: maps' keys and values, scratch
 * variables, columns of events; each is a slot. Types only ever widen, so lowering again and again
 * until nothing changes comes to an end.
 */
final class TypeTable {
  private final Numbers numbers;
  private final Map<String, HeldType> slots = new HashMap<>();
  private final Map<String, Gathering> gatherings = new HashMap<>();
  private final Set<String> wanted = new LinkedHashSet<>();
  private final Set<String> broken = new LinkedHashSet<>();
  private boolean changed;

  TypeTable(Numbers numbers) {
    this.numbers = numbers;
  }

  Numbers numbers() {
    return numbers;
  }

  /** A new round: what was wanted or broken may be there now. */
  void startRound() {
    wanted.clear();
    broken.clear();
    changed = false;
  }

  /** Whether a type changed in this round. */
  boolean changed() {
    return changed;
  }

  /**
   * Gives the slots that were asked for and never set the type that they have when nobody sets
   * them; whether there were any.
   */
  boolean settleWanted() {
    wanted.removeIf(slots::containsKey);
    for (String slot : wanted) {
      slots.put(slot, HeldType.of(new Type.Int(1, true)));
    }
    return !wanted.isEmpty();
  }

  /** Lets a slot hold this; false when it holds something else altogether. */
  boolean join(String slot, HeldType value) {
    HeldType known = slots.get(slot);
    Optional<HeldType> joined = known == null ? Optional.of(value) : known.join(value, numbers);
    if (joined.isEmpty()) {
      return false;
    }
    changed |= !joined.get().equals(known);
    slots.put(slot, joined.get());
    return true;
  }

  /** What a slot holds; empty while nothing was set. */
  Optional<HeldType> held(String slot) {
    return Optional.ofNullable(slots.get(slot));
  }

  /** The slot's type; empty while nothing was set. */
  Optional<Type> get(String slot) {
    return held(slot).map(h -> h.type(numbers));
  }

  /** Says that somebody needs a map's slot, which then gets a type even if nobody sets it. */
  void want(String slot) {
    wanted.add(slot);
  }

  /** Says that what sets the slot is wrong, so that nothing more is to be said about it. */
  void breakSlot(String slot) {
    broken.add(slot);
  }

  boolean isBroken(String slot) {
    return broken.contains(slot);
  }

  /** Lets a map gather this; false when it gathers something else. */
  boolean joinGathering(String map, Gathering gathering) {
    Gathering known = gatherings.get(map);
    Optional<Gathering> joined =
        known == null ? Optional.of(gathering) : Gatherings.join(known, gathering);
    if (joined.isEmpty()) {
      return false;
    }
    changed |= !joined.get().equals(known);
    gatherings.put(map, joined.get());
    return true;
  }

  /** What a map gathers; empty while that is not known. */
  Optional<Gathering> gathering(String map) {
    return Optional.ofNullable(gatherings.get(map));
  }
}
