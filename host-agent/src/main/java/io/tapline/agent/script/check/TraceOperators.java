package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ast.UnaryOperator;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Operators as bpftrace 0.27 has them: arithmetic on 64 bits, unsigned if both sides are, where
 * literals follow the other side; what subtracts is signed; division and right shift are unsigned
 * whatever their type says.
 */
final class TraceOperators implements Operators {
  private static final Type BOOL = new Type.Bool();

  private final Scope scope;
  private final Literals literals;
  private final Conversions conversions;
  private final PointerOperators pointers;
  private final MemoryComparison memory;

  TraceOperators(Scope scope, Literals literals, Conversions conversions) {
    this.scope = scope;
    this.literals = literals;
    this.conversions = conversions;
    this.pointers = new PointerOperators(scope);
    this.memory = new MemoryComparison(scope, conversions, this);
  }

  @Override
  public Value binary(Operation written) {
    Value left = signed(written.left());
    Value right = signed(written.right());
    Operation operation =
        new Operation(
            written.operator(),
            left,
            right,
            written.leftRange(),
            written.rightRange(),
            written.range());
    BinaryOperator operator = operation.operator();
    if (LiteralFolder.isLiteral(left) && LiteralFolder.isLiteral(right)) {
      return literals(operation);
    }
    if (left.type() instanceof Type.Pointer || right.type() instanceof Type.Pointer) {
      return pointers.binary(operation);
    }
    Optional<Type.Int> l = TypeRules.asOperand(left.type());
    Optional<Type.Int> r = TypeRules.asOperand(right.type());
    if (l.isEmpty() || r.isEmpty()) {
      return memory.compare(operation);
    }
    if (Operations.isLogical(operator)) {
      if (left instanceof Value.Constant a && right instanceof Value.Constant b) {
        boolean and = a.value() != 0 && b.value() != 0;
        boolean either = a.value() != 0 || b.value() != 0;
        boolean holds = operator == BinaryOperator.LOGICAL_AND ? and : either;
        return new Value.Constant(BOOL, holds ? 1 : 0);
      }
      return new Value.Logical(operator == BinaryOperator.LOGICAL_AND, left, right, BOOL);
    }
    return Operations.isComparison(operator)
        ? comparison(operation, l.get(), r.get())
        : arithmetic(operation, l.get(), r.get());
  }

  private Value literals(Operation operation) {
    BinaryOperator operator = operation.operator();
    Optional<Value.Constant> result =
        Operations.isTest(operator)
            ? LiteralFolder.test(operator, operation.left(), operation.right())
                .map(holds -> new Value.Constant(BOOL, holds ? 1 : 0))
            : LiteralFolder.fold(operator, operation.left(), operation.right());
    return result.orElseThrow(
        () ->
            scope.fail(
                operation.range(), "unable to fold literals due to overflow or underflow", ""));
  }

  /** Both sides are extended to 64 bits as they are, so that only the sign is to be agreed on. */
  private Value comparison(Operation operation, Type.Int left, Type.Int right) {
    boolean signed = signed(operation, left, right);
    if (signed) {
      warnAboutCasts(operation, Type.INT64);
    }
    return new Value.Comparison(
        Operations.comparison(operation.operator()),
        signed,
        operation.left(),
        operation.right(),
        BOOL);
  }

  private Value arithmetic(Operation operation, Type.Int left, Type.Int right) {
    BinaryOperator operator = operation.operator();
    if (operation.left().type() instanceof Type.Bool
        && operation.right().type() instanceof Type.Bool) {
      Value number = arithmetic(operation, Type.UINT64);
      return new Value.Comparison(
          Value.Comparison.Operator.NOT_EQUAL,
          false,
          number,
          new Value.Constant(Type.UINT64, 0),
          BOOL);
    }
    boolean signed = operator == BinaryOperator.SUBTRACT || signed(operation, left, right);
    Type.Int type = signed ? Type.INT64 : Type.UINT64;
    boolean divides = operator == BinaryOperator.DIVIDE || operator == BinaryOperator.REMAINDER;
    if (divides && signed) {
      scope.warn(
          operation.range(),
          "signed operands for '"
              + operator.symbol()
              + "' can lead to undefined behavior (cast to unsigned to silence warning)");
    }
    if (signed) {
      warnAboutCasts(operation, type);
    }
    if (divides) {
      return typed(division(operation), type);
    }
    return operator == BinaryOperator.SHIFT_RIGHT
        ? typed(arithmetic(operation, Type.UINT64), type)
        : arithmetic(operation, type);
  }

  private static Value typed(Value value, Type.Int type) {
    return value.type().equals(type) ? value : new Value.Convert(value, type);
  }

  private static Value arithmetic(Operation operation, Type.Int type) {
    return new Value.Arithmetic(
        Operations.arithmetic(operation.operator()), operation.left(), operation.right(), type);
  }

  /** By what may be zero: then it is said so, and the result is 1. */
  private Value division(Operation operation) {
    Value right = operation.right();
    if (right instanceof Value.Constant constant && constant.value() != 0) {
      return arithmetic(operation, Type.UINT64);
    }
    SourceRange range = operation.range();
    List<Action> actions = new ArrayList<>();
    Value left = literals.once(operation.left(), actions, range);
    Value divisor = literals.once(right, actions, range);
    Value isZero =
        new Value.Comparison(
            Value.Comparison.Operator.EQUAL,
            false,
            divisor,
            new Value.Constant(Type.UINT64, 0),
            BOOL);
    var fault =
        new Message.Fault(
            "Divide or modulo by 0 detected. This can lead to unexpected results. 1 is being used"
                + " as the result.",
            range);
    actions.add(
        new Action.If(isZero, List.of(scope.sending(fault, List.of(), range)), List.of(), range));
    Value quotient =
        new Value.Arithmetic(
            Operations.arithmetic(operation.operator()), left, divisor, Type.UINT64);
    Value one = new Value.Constant(Type.UINT64, 1);
    return new Value.Sequence(actions, new Value.Conditional(isZero, one, quotient, Type.UINT64));
  }

  private boolean signed(Operation operation, Type.Int left, Type.Int right) {
    boolean leftFollows = literals.follows(operation.left());
    boolean rightFollows = literals.follows(operation.right());
    if (leftFollows && !rightFollows) {
      return right.signed();
    }
    return (rightFollows && !leftFollows) ? left.signed() : (left.signed() || right.signed());
  }

  private void warnAboutCasts(Operation operation, Type.Int type) {
    conversions.warnAboutCast(operation.left().type(), type, operation.leftRange());
    conversions.warnAboutCast(operation.right().type(), type, operation.rightRange());
  }

  @Override
  public Value unary(UnaryOperator operator, Value written, SourceRange range) {
    Value operand = signed(written);
    if (LiteralFolder.isLiteral(operand)) {
      return LiteralFolder.fold(operator, operand)
          .orElseThrow(() -> scope.fail(range, "negative value will underflow", ""));
    }
    Optional<Type.Int> own = TypeRules.asOperand(operand.type());
    boolean number = own.isPresent() && !(operand.type() instanceof Type.Bool);
    if (operator == UnaryOperator.NOT ? own.isEmpty() : !number) {
      throw scope.fail(
          range,
          "The "
              + operator.symbol()
              + " operator can not be used on expressions of type '"
              + operand.type()
              + "'",
          "");
    }
    if (operator == UnaryOperator.NOT) {
      return isZero(operand);
    }
    Value.Unary.Operator operation =
        operator == UnaryOperator.NEGATE
            ? Value.Unary.Operator.NEGATE
            : Value.Unary.Operator.COMPLEMENT;
    Type.Int wide = own.get().signed() ? Type.INT64 : Type.UINT64;
    Value value = new Value.Unary(operation, operand, wide);
    // It is done at the operand's width, then extended without a sign, even where there is one;
    // only where it is computed with does the sign come back.
    int size = own.get().sizeBytes();
    return size == Long.BYTES
        ? value
        : new Value.Convert(new Value.Convert(value, new Type.Int(size, false)), wide);
  }

  /** What a narrow number's negation or complement is to the operator that it is given to. */
  private static Value signed(Value operand) {
    return operand instanceof Value.Convert outer
            && outer.type().equals(Type.INT64)
            && outer.operand() instanceof Value.Convert inner
            && inner.operand() instanceof Value.Unary
        ? new Value.Convert(
            new Value.Convert(inner.operand(), new Type.Int(inner.type().sizeBytes(), true)),
            Type.INT64)
        : operand;
  }

  private static Value isZero(Value operand) {
    if (operand instanceof Value.Constant constant) {
      return new Value.Constant(BOOL, constant.value() == 0 ? 1 : 0);
    }
    return new Value.Comparison(
        Value.Comparison.Operator.EQUAL, false, operand, new Value.Constant(Type.UINT64, 0), BOOL);
  }

  /** Both are true. */
  static Value and(Value left, Value right) {
    return new Value.Logical(true, left, right, BOOL);
  }
}
