package io.tapline.agent.compile;

import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.IrWalker;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a clause's scratch variables lie. */
final class ScratchVariables {
  private final Memory memory;
  private final boolean byName;
  private final Map<Object, Place> places = new LinkedHashMap<>();
  private final Set<Object> surelySet = new HashSet<>();

  ScratchVariables(Memory memory, Dialect dialect) {
    this.memory = memory;
    this.byName = dialect == Dialect.PIPELINE;
  }

  /** The same for every use of a variable; sibling blocks may have others of its name. */
  Place place(Scratch scratch) {
    return places.computeIfAbsent(
        byName ? scratch.name() : scratch,
        key -> memory.allocate(Storage.valueBytes(scratch.type())));
  }

  /** Gives every variable its place, before anything has one that is given back. */
  void placeAll(List<Action> actions) {
    new Placer().walkActions(actions);
    surelySet.addAll(UnsetReads.surelySet(actions));
  }

  /** Gives the variables of a predicate their places; answers them, to be cleared. */
  List<Place> placeAll(Value predicate) {
    new Placer().walk(predicate);
    return List.copyOf(places.values());
  }

  /** Clears those that may be read before they are set. */
  void clear() {
    places.forEach(
        (key, place) -> {
          if (!surelySet.contains(key)) {
            memory.clear(place);
          }
        });
  }

  /** Gives every variable that is set its place and clears it: branches may not set it. */
  void placeAndClear(List<Action> actions) {
    for (Action action : actions) {
      if (action instanceof Action.SetScratch set && !places.containsKey(set.scratch().name())) {
        memory.clear(place(set.scratch()));
      } else if (action instanceof Action.If branch) {
        placeAndClear(branch.then());
        placeAndClear(branch.otherwise());
      }
    }
  }

  private final class Placer extends IrWalker {
    @Override
    public @Nullable Void visitSetScratch(Action.SetScratch node) {
      place(node.scratch());
      return super.visitSetScratch(node);
    }

    @Override
    public @Nullable Void visitScratchRead(Value.ScratchRead node) {
      place(node.scratch());
      return null;
    }

    @Override
    public @Nullable Void visitStepScratch(Value.StepScratch node) {
      place(node.scratch());
      return null;
    }

    @Override
    public @Nullable Void visitForRange(Action.ForRange node) {
      place(node.variable());
      return super.visitForRange(node);
    }

    @Override
    public @Nullable Void visitForMap(Action.ForMap node) {
      place(node.variable());
      return super.visitForMap(node);
    }

    @Override
    public @Nullable Void visitFindInMap(Value.FindInMap node) {
      place(node.result());
      return super.visitFindInMap(node);
    }
  }
}
