package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ast.UnaryOperator;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.util.Optional;

/**
 * Operators for the pipeline: arithmetic on 64 bits, signed if both sides are, where a literal
 * follows the other side.
 */
final class PipelineOperators implements Operators {
  private final Scope scope;

  PipelineOperators(Scope scope) {
    this.scope = scope;
  }

  @Override
  public Value binary(Operation operation) {
    Value left = operation.left();
    Value right = operation.right();
    if (left.type() instanceof Type.Text && right.type() instanceof Type.Text) {
      return texts(operation);
    }
    Optional<Type.Int> l = TypeRules.asInteger(left.type());
    Optional<Type.Int> r = TypeRules.asInteger(right.type());
    if (l.isEmpty() || r.isEmpty()) {
      throw scope.fail(
          operation.range(),
          "'" + operation.operator().symbol() + "' between " + left.type() + " and " + right.type(),
          "both sides must be numbers; strings can be compared with == and !=");
    }
    return numbers(operation.operator(), left, right, operation.range());
  }

  private Value texts(Operation operation) {
    boolean equal = operation.operator() == BinaryOperator.EQUAL;
    if (!equal && operation.operator() != BinaryOperator.NOT_EQUAL) {
      throw scope.fail(
          operation.range(),
          "'" + operation.operator().symbol() + "' between strings",
          "strings can be compared with == and !=");
    }
    return new Value.TextComparison(equal, operation.left(), operation.right());
  }

  private Value numbers(BinaryOperator operator, Value left, Value right, SourceRange range) {
    boolean signed = signed(left, right) && signed(right, left);
    return switch (operator) {
      case LOGICAL_AND -> new Value.Logical(true, left, right);
      case LOGICAL_OR -> new Value.Logical(false, left, right);
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          new Value.Comparison(Operations.comparison(operator), signed, left, right);
      case DIVIDE, REMAINDER -> {
        if (right instanceof Value.Constant constant && constant.value() == 0) {
          throw scope.fail(range, "division by zero", "");
        }
        yield arithmetic(operator, signed, left, right);
      }
      // A shift has the sign of what is shifted.
      case SHIFT_LEFT, SHIFT_RIGHT -> arithmetic(operator, signed(left, left), left, right);
      case OR, XOR, AND, ADD, SUBTRACT, MULTIPLY -> arithmetic(operator, signed, left, right);
    };
  }

  private static Value arithmetic(
      BinaryOperator operator, boolean signed, Value left, Value right) {
    return ConstantFolder.fold(
        new Value.Arithmetic(
            Operations.arithmetic(operator), left, right, TypeRules.arithmetic(signed, signed)));
  }

  /** Whether a side counts as signed; a literal that is not negative follows the other side. */
  private static boolean signed(Value side, Value other) {
    boolean own = TypeRules.asInteger(side.type()).orElseThrow().signed();
    boolean literal = side instanceof Value.Constant constant && constant.value() >= 0;
    boolean follows = literal && !(other instanceof Value.Constant);
    return follows ? TypeRules.asInteger(other.type()).orElseThrow().signed() : own;
  }

  @Override
  public Value unary(UnaryOperator operator, Value operand, SourceRange range) {
    Type.Int own =
        TypeRules.asInteger(operand.type())
            .orElseThrow(
                () -> scope.fail(range, "a number is needed here, this is " + operand.type(), ""));
    Value.Unary.Operator operation =
        switch (operator) {
          case NEGATE -> Value.Unary.Operator.NEGATE;
          case NOT -> Value.Unary.Operator.NOT;
          case COMPLEMENT -> Value.Unary.Operator.COMPLEMENT;
        };
    boolean negative = operation == Value.Unary.Operator.NEGATE;
    Type.Int type = negative || own.signed() ? Type.INT64 : Type.UINT64;
    return ConstantFolder.fold(new Value.Unary(operation, operand, type));
  }
}
