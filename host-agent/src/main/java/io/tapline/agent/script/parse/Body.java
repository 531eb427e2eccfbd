package io.tapline.agent.script.parse;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.ast.ValueStatements;
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
    return new Expression.Block(statements, value.orElseGet(() -> new Expression.None(end)), range);
  }

  /** As statements; the value is computed for what it does. */
  List<Statement> asStatements() {
    List<Statement> all = new ArrayList<>(statements);
    value.ifPresent(v -> all.add(ValueStatements.of(v)));
    return all;
  }
}
