package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ir.Value;

/** The tree's operators as those of the checked script. */
final class Operations {
  private Operations() {}

  static Value.Arithmetic.Operator arithmetic(BinaryOperator operator) {
    return switch (operator) {
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
      case LOGICAL_OR,
          LOGICAL_AND,
          EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL ->
          throw new IllegalArgumentException("no arithmetic: " + operator);
    };
  }

  static Value.Comparison.Operator comparison(BinaryOperator operator) {
    return switch (operator) {
      case EQUAL -> Value.Comparison.Operator.EQUAL;
      case NOT_EQUAL -> Value.Comparison.Operator.NOT_EQUAL;
      case LESS -> Value.Comparison.Operator.LESS;
      case LESS_OR_EQUAL -> Value.Comparison.Operator.LESS_OR_EQUAL;
      case GREATER -> Value.Comparison.Operator.GREATER;
      case GREATER_OR_EQUAL -> Value.Comparison.Operator.GREATER_OR_EQUAL;
      case OR,
          XOR,
          AND,
          SHIFT_LEFT,
          SHIFT_RIGHT,
          ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE,
          REMAINDER,
          LOGICAL_AND,
          LOGICAL_OR ->
          throw new IllegalArgumentException("no comparison: " + operator);
    };
  }

  /** Whether an operator's value is true or false. */
  static boolean isTest(BinaryOperator operator) {
    return isComparison(operator) || isLogical(operator);
  }

  static boolean isLogical(BinaryOperator operator) {
    return operator == BinaryOperator.LOGICAL_AND || operator == BinaryOperator.LOGICAL_OR;
  }

  static boolean isComparison(BinaryOperator operator) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
      default -> false;
    };
  }

  static boolean isEquality(BinaryOperator operator) {
    return operator == BinaryOperator.EQUAL || operator == BinaryOperator.NOT_EQUAL;
  }
}
