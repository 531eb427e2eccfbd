package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.ast.UnaryOperator;
import io.tapline.agent.script.parse.Parser;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code $1} becomes what the command line says there: a number if it is one, else text; what is
 * not there is 0. As what {@code str()} is given it is text always, and empty when it is not there.
 */
final class ParameterExpander extends ScriptRewriter {
  private final List<String> positional;
  private final Diagnostics diagnostics;
  private boolean asText;

  ParameterExpander(List<String> positional, Diagnostics diagnostics) {
    this.positional = positional;
    this.diagnostics = diagnostics;
  }

  @Override
  List<Preamble.Macro> macros(List<Preamble.Macro> macros) {
    return macros.stream().map(this::macro).toList();
  }

  private Preamble.Macro macro(Preamble.Macro macro) {
    Preamble.MacroBody body =
        macro.body() instanceof Preamble.MacroBody.OfValue of
            ? new Preamble.MacroBody.OfValue((Expression.Block) visitBlock(of.block()))
            : new Preamble.MacroBody.OfStatements(
                rewriteBlock(((Preamble.MacroBody.OfStatements) macro.body()).statements()));
    return new Preamble.Macro(
        macro.name(), macro.parameters(), body, macro.range(), macro.extent());
  }

  @Override
  public Expression visitPositionalParameter(Expression.PositionalParameter node) {
    SourceRange range = node.range();
    int number = node.number();
    if (number == 0) {
      return asText
          ? new Expression.StringLiteral(Integer.toString(positional.size()), range)
          : new Expression.IntegerLiteral(positional.size(), range);
    }
    String written = number <= positional.size() ? positional.get(number - 1) : "";
    if (asText) {
      return new Expression.StringLiteral(written, range);
    }
    if (written.isEmpty()) {
      diagnostics.warn(range, "Positional parameter $" + number + " is empty or not provided. ");
    }
    return written.isEmpty()
        ? new Expression.IntegerLiteral(0, range)
        : numberOrText(written, range);
  }

  private static Expression numberOrText(String written, SourceRange range) {
    String stripped = written.stripLeading();
    boolean negative = stripped.startsWith("-");
    OptionalLong number = Parser.number(negative ? stripped.substring(1) : stripped);
    if (number.isEmpty()) {
      return new Expression.StringLiteral(written, range);
    }
    Expression literal = new Expression.IntegerLiteral(number.getAsLong(), range);
    return negative ? new Expression.Unary(UnaryOperator.NEGATE, literal, range) : literal;
  }

  @Override
  public Expression visitCall(Expression.Call node) {
    if (!node.function().equals("str") || node.arguments().isEmpty()) {
      return super.visitCall(node);
    }
    List<Expression.Argument> arguments = new ArrayList<>();
    for (Expression.Argument argument : node.arguments()) {
      boolean text = arguments.isEmpty();
      Expression value = text ? text(argument.value()) : rewrite(argument.value());
      arguments.add(new Expression.Argument(argument.name(), value));
    }
    return new Expression.Call(node.function(), arguments, node.range());
  }

  /** A parameter, or one some characters on: {@code str($1 + 2)}. */
  private Expression text(Expression expression) {
    if (expression instanceof Expression.PositionalParameter parameter) {
      asText = true;
      Expression text = visitPositionalParameter(parameter);
      asText = false;
      return text;
    }
    if (expression instanceof Expression.Binary sum) {
      return new Expression.Binary(
          sum.operator(), text(sum.left()), text(sum.right()), sum.range());
    }
    return rewrite(expression);
  }
}
