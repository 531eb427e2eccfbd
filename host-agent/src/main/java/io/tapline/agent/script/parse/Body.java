package io.tapline.agent.script.parse;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands between braces, before it is known whether its value is wanted.
 *
 * @param value the last expression, if no semicolon follows it
 */
record Body(List<Statement> statements, Optional<Expression> value, SourceRange range) {

  /** As an expression. */
  Expression.Block asExpression() {
    SourceRange end = new SourceRange(range.end(), range.end());
    return new Expression.Block(
        statements, value.orElseGet(() -> new Expression.None(end)), range);
  }

  /** As statements; the value is computed for what it does. */
  List<Statement> asStatements() {
    List<Statement> all = new ArrayList<>(statements);
    value.ifPresent(v -> all.add(statement(v)));
    return all;
  }

  /** An {@code if} or a block that was read for its value, as the statement that it is too. */
  static Statement statement(Expression expression) {
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
        && statement(comptime.operand()) instanceof Statement.If choice) {
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
        : List.of(statement(expression));
  }

  private static List<Statement> statements(Expression.Block block) {
    Optional<Expression> value =
        block.value() instanceof Expression.None ? Optional.empty() : Optional.of(block.value());
    return new Body(block.statements(), value, block.range()).asStatements();
  }

  /** Whether there is a value on every way through the expression. */
  static boolean hasValue(Expression expression) {
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
