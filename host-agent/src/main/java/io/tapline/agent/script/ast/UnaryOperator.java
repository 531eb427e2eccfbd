package io.tapline.agent.script.ast;

/** An operator before its operand. */
public enum UnaryOperator {
  NEGATE("-"),
  NOT("!"),
  COMPLEMENT("~");

  private final String symbol;

  UnaryOperator(String symbol) {
    this.symbol = symbol;
  }

  /** As written. */
  public String symbol() {
    return symbol;
  }
}
