package io.tapline.agent.script.ast;

/** An operator between two operands, with C's precedence; all associate to the left. */
public enum BinaryOperator {
  LOGICAL_OR("||", 1),
  LOGICAL_AND("&&", 2),
  OR("|", 3),
  XOR("^", 4),
  AND("&", 5),
  EQUAL("==", 6),
  NOT_EQUAL("!=", 6),
  LESS("<", 7),
  LESS_OR_EQUAL("<=", 7),
  GREATER(">", 7),
  GREATER_OR_EQUAL(">=", 7),
  SHIFT_LEFT("<<", 8),
  SHIFT_RIGHT(">>", 8),
  ADD("+", 9),
  SUBTRACT("-", 9),
  MULTIPLY("*", 10),
  DIVIDE("/", 10),
  REMAINDER("%", 10);

  private final String symbol;
  private final int precedence;

  BinaryOperator(String symbol, int precedence) {
    this.symbol = symbol;
    this.precedence = precedence;
  }

  /** As written. */
  public String symbol() {
    return symbol;
  }

  /** Higher binds tighter; the lowest is 1. */
  public int precedence() {
    return precedence;
  }
}
