package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.OptionalLong;

/**
 * Which numbers follow the sign of what they meet: literals, and in bpftrace what nothing but
 * literals was ever put into.
 */
final class Literals {
  private final Scope scope;

  Literals(Scope scope) {
    this.scope = scope;
  }

  /** The largest number that it can be, if it follows; empty for what has a sign of its own. */
  OptionalLong most(Value value) {
    if (value instanceof Value.Constant constant) {
      return scope.numbers().isLiteral(constant)
          ? OptionalLong.of(constant.value())
          : OptionalLong.empty();
    }
    return scope.isTrace() ? mostInTrace(value) : OptionalLong.empty();
  }

  /** Whether it follows the sign of what it meets. */
  boolean follows(Value value) {
    return most(value).isPresent();
  }

  private OptionalLong mostInTrace(Value value) {
    if (value instanceof Value.ScratchRead read) {
      return mostIn(scope.slot(read.scratch().name()));
    } else if (value instanceof Value.StepScratch step) {
      return mostIn(scope.slot(step.scratch().name()));
    } else if (value instanceof Value.MapRead read) {
      return mostIn(read.map().name());
    } else if (value instanceof Value.StepMap step) {
      return mostIn(step.map().name());
    } else if (value instanceof Value.Arithmetic node) {
      return node.operator() != Value.Arithmetic.Operator.SUBTRACT
              && follows(node.left())
              && follows(node.right())
          ? OptionalLong.of(Long.MAX_VALUE)
          : OptionalLong.empty();
    } else if (value instanceof Value.Conditional node) {
      return larger(most(node.then()), most(node.otherwise()));
    } else if (value instanceof Value.Sequence sequence) {
      return most(sequence.value());
    }
    return OptionalLong.empty();
  }

  private OptionalLong mostIn(String slot) {
    return scope
        .types()
        .held(slot)
        .filter(h -> h instanceof HeldType.OfNumber number && number.isLiteral())
        .map(h -> OptionalLong.of(((HeldType.OfNumber) h).most()))
        .orElse(OptionalLong.empty());
  }

  private static OptionalLong larger(OptionalLong left, OptionalLong right) {
    return left.isPresent() && right.isPresent()
        ? OptionalLong.of(Math.max(left.getAsLong(), right.getAsLong()))
        : OptionalLong.empty();
  }

  /** What a place must hold to hold this value. */
  HeldType held(Value value) {
    if (value instanceof Value.TupleOf tuple) {
      return new HeldType.OfTuple(
          tuple.elements().stream().map(this::held).toList(), tuple.type().names());
    }
    OptionalLong most = most(value);
    return most.isPresent() && value.type() instanceof Type.Int
        ? HeldType.literal(most.getAsLong())
        : HeldType.of(value.type());
  }

  /** Whether a value is known now. */
  static boolean isKnown(Value value) {
    return value instanceof Value.Constant
        || value instanceof Value.TextConstant
        || (value instanceof Value.TupleOf tuple
            && tuple.elements().stream().allMatch(Literals::isKnown));
  }

  /** Whether a value can be computed again without harm and without cost. */
  static boolean isSimple(Value value) {
    return value instanceof Value.Constant
        || value instanceof Value.TextConstant
        || value instanceof Value.ScratchRead
        || value instanceof Value.ContextRead
        || (value instanceof Value.Retype r && isSimple(r.operand()))
        || (value instanceof Value.Convert c && isSimple(c.operand()));
  }

  /** A value that can be used several times: it is computed before, into {@code actions}. */
  Value once(Value value, List<Action> actions, SourceRange range) {
    if (isSimple(value)) {
      return value;
    }
    Scratch scratch = scope.fresh(value.type());
    actions.add(new Action.SetScratch(scratch, value, range));
    return new Value.ScratchRead(scratch);
  }
}
