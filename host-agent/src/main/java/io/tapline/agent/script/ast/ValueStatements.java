package io.tapline.agent.script.ast;

import java.util.ArrayList;
import java.util.List;

/** Expressions as the statements that they are too: a block, an {@code if}, a call. */
public final class ValueStatements {
  private ValueStatements() {}

  /** The statement that does what computing the expression does. */
  public static Statement of(Expression expression) {
    if (expression instanceof Expression.Block block) {
      return new Statement.Block(statements(block), block.range());
    }
    if (expression instanceof Expression.Conditional choice
        && choice.then() instanceof Expression.Block then) {
      return new Statement.If(
          choice.condition(),
          statements(then),
          otherwise(choice.otherwise()),
          false,
          choice.range());
    }
    if (expression instanceof Expression.Comptime comptime
        && of(comptime.operand()) instanceof Statement.If choice) {
      return new Statement.If(
          choice.condition(), choice.then(), choice.otherwise(), true, comptime.range());
    }
    return new Statement.Evaluation(expression, expression.range());
  }

  private static List<Statement> otherwise(Expression expression) {
    if (expression instanceof Expression.None) {
      return List.of();
    }
    return expression instanceof Expression.Block block
        ? statements(block)
        : List.of(of(expression));
  }

  private static List<Statement> statements(Expression.Block block) {
    List<Statement> all = new ArrayList<>(block.statements());
    if (!(block.value() instanceof Expression.None)) {
      all.add(of(block.value()));
    }
    return all;
  }

  /** Whether there is a value on every way through the expression. */
  public static boolean hasValue(Expression expression) {
    if (expression instanceof Expression.Block block) {
      return hasValue(block.value());
    }
    if (expression instanceof Expression.Conditional choice) {
      return hasValue(choice.then()) && hasValue(choice.otherwise());
    }
    if (expression instanceof Expression.Comptime comptime) {
      return hasValue(comptime.operand());
    }
    return !(expression instanceof Expression.None);
  }
}
