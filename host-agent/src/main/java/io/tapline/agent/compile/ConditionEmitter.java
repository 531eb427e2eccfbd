package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;

/** Conditions as jumps, without a detour by a number where the value is a comparison. */
final class ConditionEmitter {
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  ConditionEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  /** Goes to the target if the value's truth is {@code when}; falls through otherwise. */
  void jump(Value value, boolean when, Label target) {
    if (value instanceof Value.Comparison comparison) {
      compare(comparison, when, target);
    } else if (value instanceof Value.TextComparison texts) {
      boolean same = texts.equal() == when;
      emitters.same().jumpTexts(texts.left(), texts.right(), Integer.MAX_VALUE, same, target);
    } else if (value instanceof Value.Call call && call.function() == Intrinsic.TEXT_DIFFERS) {
      emitters.intrinsics().texts().jumpDiffers(call, when, target);
    } else if (value instanceof Value.InSet set) {
      new SetEmitter(program, emitters).jump(set, when, target);
    } else if (value instanceof Value.Constant constant) {
      constant(constant.value() != 0, when, target);
    } else if (value instanceof Value.Retype retype && Storage.isScalar(retype.operand().type())) {
      jump(retype.operand(), when, target);
    } else if (value instanceof Value.Sequence sequence) {
      emitters.actions().emit(sequence.actions());
      jump(sequence.value(), when, target);
    } else if (value instanceof Value.Logical logical) {
      logical(logical, when, target);
    } else if (value instanceof Value.Unary unary && unary.operator() == Value.Unary.Operator.NOT) {
      jump(unary.operand(), !when, target);
    } else {
      emitters.numbers().emit(value);
      Condition condition = when ? Condition.NOT_EQUAL : Condition.EQUAL;
      assembler.jumpIf(condition, Register.R0, 0, target);
    }
  }

  private void constant(boolean truth, boolean when, Label target) {
    if (truth == when) {
      assembler.jump(target);
    }
  }

  private void logical(Value.Logical logical, boolean when, Label target) {
    // "and" that must be false, and "or" that must be true: either side alone decides.
    if (logical.and() != when) {
      jump(logical.left(), when, target);
      jump(logical.right(), when, target);
      return;
    }
    Label decided = assembler.newLabel();
    jump(logical.left(), !when, decided);
    jump(logical.right(), when, target);
    assembler.place(decided);
  }

  private void compare(Value.Comparison comparison, boolean when, Label target) {
    Condition condition = condition(comparison, when);
    if (comparesTruthWithZero(comparison)) {
      boolean equal = comparison.operator() == Value.Comparison.Operator.EQUAL;
      jump(comparison.left(), equal != when, target);
    } else if (!Storage.isScalar(comparison.left().type())) {
      boolean same = (comparison.operator() == Value.Comparison.Operator.EQUAL) == when;
      emitters.same().jumpValues(comparison.left(), comparison.right(), same, target);
    } else if (comparison.right() instanceof Value.Constant constant
        && Assembler.fits(constant.value())) {
      emitters.numbers().emit(comparison.left());
      assembler.jumpIf(condition, Register.R0, (int) constant.value(), target);
    } else {
      emitters.numbers().emitBoth(comparison.left(), comparison.right());
      assembler.jumpIf(condition, Register.R0, Register.R1, target);
    }
  }

  /** {@code strncmp(a, b, n) == 0} and its like are jumps already. */
  private static boolean comparesTruthWithZero(Value.Comparison comparison) {
    boolean equality =
        comparison.operator() == Value.Comparison.Operator.EQUAL
            || comparison.operator() == Value.Comparison.Operator.NOT_EQUAL;
    return equality
        && comparison.right() instanceof Value.Constant constant
        && constant.value() == 0
        && (comparison.left() instanceof Value.Comparison
            || comparison.left() instanceof Value.Logical
            || comparison.left() instanceof Value.TextComparison
            || comparison.left() instanceof Value.InSet
            || (comparison.left() instanceof Value.Call call
                && call.function() == Intrinsic.TEXT_DIFFERS));
  }

  private static Condition condition(Value.Comparison comparison, boolean when) {
    boolean signed = comparison.signed();
    return switch (comparison.operator()) {
      case EQUAL -> when ? Condition.EQUAL : Condition.NOT_EQUAL;
      case NOT_EQUAL -> when ? Condition.NOT_EQUAL : Condition.EQUAL;
      case LESS -> when ? less(signed) : greaterOrEqual(signed);
      case GREATER_OR_EQUAL -> when ? greaterOrEqual(signed) : less(signed);
      case GREATER -> when ? greater(signed) : lessOrEqual(signed);
      case LESS_OR_EQUAL -> when ? lessOrEqual(signed) : greater(signed);
    };
  }

  private static Condition less(boolean signed) {
    return signed ? Condition.SIGNED_LESS : Condition.LESS;
  }

  private static Condition lessOrEqual(boolean signed) {
    return signed ? Condition.SIGNED_LESS_OR_EQUAL : Condition.LESS_OR_EQUAL;
  }

  private static Condition greater(boolean signed) {
    return signed ? Condition.SIGNED_GREATER : Condition.GREATER;
  }

  private static Condition greaterOrEqual(boolean signed) {
    return signed ? Condition.SIGNED_GREATER_OR_EQUAL : Condition.GREATER_OR_EQUAL;
  }
}
