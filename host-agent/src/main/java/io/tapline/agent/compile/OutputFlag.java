package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.event.CounterLayout.Kind;
import io.tapline.agent.script.ir.Action;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Remembers on the stack whether a hit came to an output, because one that did not is counted as
 * filtered. The stack slot is there only when the text does not tell: when the clause's outputs are
 * under conditions, or a return may come before them.
 */
final class OutputFlag {
  private final Program program;
  private final boolean anyOutput;
  private final boolean kept;
  private Optional<Place> slot = Optional.empty();

  OutputFlag(Program program, List<Action> actions) {
    this.program = program;
    this.anyOutput = contains(actions, OutputFlag::isOutput);
    this.kept = anyOutput && !always(actions);
  }

  /** Gives it its slot, if it needs one. */
  void place() {
    slot = kept ? Optional.of(program.memory().slot()) : Optional.empty();
  }

  /** Before the actions. */
  void lower() {
    slot.ifPresent(s -> program.memory().store(Width.DOUBLE, s, 0, 0));
  }

  /** At an output. */
  void raise() {
    slot.ifPresent(s -> program.memory().store(Width.DOUBLE, s, 0, 1));
  }

  /**
   * At the clause's end.
   *
   * @param filtered where hits go that the predicate turned away
   */
  void finish(Label filtered) {
    Label done = program.assembler().newLabel();
    if (slot.isPresent()) {
      program.memory().load(Width.DOUBLE, Register.R1, slot.get(), 0);
      program.assembler().jumpIf(Condition.NOT_EQUAL, Register.R1, 0, done);
    } else {
      program.assembler().jump(done);
    }
    program.assembler().place(filtered);
    if (anyOutput) {
      program.count(Kind.HITS, "");
      program.count(Kind.FILTERED, "");
    }
    program.assembler().place(done);
  }

  private static boolean isOutput(Action action) {
    return action instanceof Action.Emit || action instanceof Action.Aggregate;
  }

  private static boolean contains(List<Action> actions, Predicate<Action> wanted) {
    return actions.stream()
        .anyMatch(
            a ->
                wanted.test(a)
                    || (a instanceof Action.If branch
                        && (contains(branch.then(), wanted)
                            || contains(branch.otherwise(), wanted))));
  }

  /** Whether every way through comes to an output. */
  private static boolean always(List<Action> actions) {
    for (Action action : actions) {
      if (isOutput(action)) {
        return true;
      }
      if (contains(List.of(action), a -> a instanceof Action.Return)) {
        return false;
      }
    }
    return false;
  }
}
