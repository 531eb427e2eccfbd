package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.util.Optional;

/** Operators between two values: which operation it is, and with what sign. */
final class BinaryLowering {
  private BinaryLowering() {}

  static Value lower(Expression.Binary node, Value left, Value right, Scope scope) {
    if (left.type() instanceof Type.Text && right.type() instanceof Type.Text) {
      return texts(node, left, right, scope);
    }
    Optional<Type.Int> l = TypeRules.asInteger(left.type());
    Optional<Type.Int> r = TypeRules.asInteger(right.type());
    if (l.isEmpty() || r.isEmpty()) {
      throw scope.fail(
          node.range(),
          "'" + node.operator().symbol() + "' between " + left.type() + " and " + right.type(),
          "both sides must be numbers; strings can be compared with == and !=");
    }
    return numbers(node.operator(), left, right, scope, node);
  }

  private static Value texts(Expression.Binary node, Value left, Value right, Scope scope) {
    boolean equal = node.operator() == BinaryOperator.EQUAL;
    if (!equal && node.operator() != BinaryOperator.NOT_EQUAL) {
      throw scope.fail(
          node.range(),
          "'" + node.operator().symbol() + "' between strings",
          "strings can be compared with == and !=");
    }
    return new Value.TextComparison(equal, left, right);
  }

  private static Value numbers(
      BinaryOperator operator, Value left, Value right, Scope scope, Expression.Binary node) {
    boolean signed = signed(left, right) && signed(right, left);
    return switch (operator) {
      case LOGICAL_AND -> new Value.Logical(true, left, right);
      case LOGICAL_OR -> new Value.Logical(false, left, right);
      case EQUAL -> comparison(Value.Comparison.Operator.EQUAL, signed, left, right);
      case NOT_EQUAL -> comparison(Value.Comparison.Operator.NOT_EQUAL, signed, left, right);
      case LESS -> comparison(Value.Comparison.Operator.LESS, signed, left, right);
      case LESS_OR_EQUAL ->
          comparison(Value.Comparison.Operator.LESS_OR_EQUAL, signed, left, right);
      case GREATER -> comparison(Value.Comparison.Operator.GREATER, signed, left, right);
      case GREATER_OR_EQUAL ->
          comparison(Value.Comparison.Operator.GREATER_OR_EQUAL, signed, left, right);
      case DIVIDE, REMAINDER -> {
        if (right instanceof Value.Constant constant && constant.value() == 0) {
          throw scope.fail(node.range(), "division by zero", "");
        }
        yield arithmetic(operator, signed, left, right);
      }
      // A shift has the sign of what is shifted.
      case SHIFT_LEFT, SHIFT_RIGHT -> arithmetic(operator, signed(left, left), left, right);
      case OR, XOR, AND, ADD, SUBTRACT, MULTIPLY -> arithmetic(operator, signed, left, right);
    };
  }

  private static Value comparison(
      Value.Comparison.Operator operator, boolean signed, Value left, Value right) {
    return new Value.Comparison(operator, signed, left, right);
  }

  static Value arithmetic(BinaryOperator operator, boolean signed, Value left, Value right) {
    Value.Arithmetic.Operator operation =
        switch (operator) {
          case ADD -> Value.Arithmetic.Operator.ADD;
          case SUBTRACT -> Value.Arithmetic.Operator.SUBTRACT;
          case MULTIPLY -> Value.Arithmetic.Operator.MULTIPLY;
          case DIVIDE -> Value.Arithmetic.Operator.DIVIDE;
          case REMAINDER -> Value.Arithmetic.Operator.REMAINDER;
          case AND -> Value.Arithmetic.Operator.AND;
          case OR -> Value.Arithmetic.Operator.OR;
          case XOR -> Value.Arithmetic.Operator.XOR;
          case SHIFT_LEFT -> Value.Arithmetic.Operator.SHIFT_LEFT;
          case SHIFT_RIGHT -> Value.Arithmetic.Operator.SHIFT_RIGHT;
          default -> throw new IllegalArgumentException("no arithmetic: " + operator);
        };
    return ConstantFolder.fold(
        new Value.Arithmetic(operation, left, right, TypeRules.arithmetic(signed, signed)));
  }

  /** Whether a side counts as signed; a literal that is not negative follows the other side. */
  static boolean signed(Value side, Value other) {
    boolean own = TypeRules.asInteger(side.type()).orElseThrow().signed();
    boolean literal = side instanceof Value.Constant constant && constant.value() >= 0;
    boolean follows = literal && !(other instanceof Value.Constant);
    return follows ? TypeRules.asInteger(other.type()).orElseThrow().signed() : own;
  }
}
