package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.ast.UnaryOperator;
import io.tapline.agent.script.ast.ValueStatements;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.ScriptBytes;
import io.tapline.agent.script.source.SourceRange;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What literals alone decide is decided: {@code comptime}, the branches of {@code if} and {@code
 * ?:}, texts from a place on and their bytes. Branches that are never taken go before anybody asks
 * for their types. What needs a type to be decided is left as it is.
 */
final class ComptimeFolder extends ScriptRewriter {
  private final Diagnostics diagnostics;

  ComptimeFolder(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  @Override
  public List<Statement> visitIf(Statement.If node) {
    Expression condition = rewrite(node.condition());
    Optional<Object> value = LiteralEvaluator.evaluate(condition);
    if (value.isEmpty()) {
      return List.of(
          new Statement.If(
              condition,
              rewriteBlock(node.then()),
              rewriteBlock(node.otherwise()),
              node.comptime(),
              node.range()));
    }
    List<Statement> taken =
        rewriteBlock(LiteralEvaluator.isTrue(value.get()) ? node.then() : node.otherwise());
    return taken.isEmpty() ? List.of() : List.of(new Statement.Block(taken, node.range()));
  }

  @Override
  public List<Statement> visitEvaluation(Statement.Evaluation node) {
    return List.of(ValueStatements.of(rewrite(node.expression())));
  }

  @Override
  public Expression visitConditional(Expression.Conditional node) {
    Expression condition = rewrite(node.condition());
    Optional<Object> value = LiteralEvaluator.evaluate(condition);
    if (value.isEmpty()) {
      return new Expression.Conditional(
          condition, rewrite(node.then()), rewrite(node.otherwise()), node.range());
    }
    return rewrite(LiteralEvaluator.isTrue(value.get()) ? node.then() : node.otherwise());
  }

  @Override
  public Expression visitComptime(Expression.Comptime node) {
    Expression operand = rewrite(node.operand());
    return LiteralEvaluator.evaluate(operand)
        .map(v -> literal(v, node.range()))
        .orElseGet(() -> new Expression.Comptime(operand, node.range()));
  }

  @Override
  public Expression visitBinary(Expression.Binary node) {
    Expression.Binary binary = (Expression.Binary) super.visitBinary(node);
    if (binary.left() instanceof Expression.StringLiteral
        || binary.right() instanceof Expression.StringLiteral) {
      return LiteralEvaluator.evaluate(binary).map(v -> literal(v, node.range())).orElse(binary);
    }
    return binary;
  }

  @Override
  public Expression visitIndex(Expression.Index node) {
    Expression.Index index = (Expression.Index) super.visitIndex(node);
    if (!(index.array() instanceof Expression.StringLiteral text)) {
      return index;
    }
    byte[] bytes = Arrays.copyOf(ScriptBytes.of(text.text()), length(text));
    Optional<Object> place = LiteralEvaluator.evaluate(index.index());
    if (place.isEmpty() || !(place.get() instanceof BigInteger number)) {
      return index;
    }
    if (number.signum() < 0 || number.compareTo(BigInteger.valueOf(bytes.length)) >= 0) {
      diagnostics.error(
          node.range(),
          "the index " + number + " is out of bounds for array of size " + bytes.length);
      return index;
    }
    return literal(BigInteger.valueOf(bytes[number.intValue()]), node.range());
  }

  /** With the NUL at its end. */
  private static int length(Expression.StringLiteral text) {
    return ScriptBytes.of(text.text()).length + 1;
  }

  @Override
  public Expression visitCall(Expression.Call node) {
    Expression.Call call = (Expression.Call) super.visitCall(node);
    if (call.arguments().size() != 1) {
      return call;
    }
    Expression argument = call.arguments().get(0).value();
    return switch (call.function()) {
      case "str" ->
          argument instanceof Expression.StringLiteral text
              ? new Expression.StringLiteral(text.text(), node.range())
              : call;
      case "is_literal" -> new Expression.BooleanLiteral(isLiteral(argument), node.range());
      default -> call;
    };
  }

  private static boolean isLiteral(Expression expression) {
    return expression instanceof Expression.IntegerLiteral
        || expression instanceof Expression.StringLiteral
        || expression instanceof Expression.BooleanLiteral
        || (expression instanceof Expression.Unary unary
            && unary.operator() == UnaryOperator.NEGATE
            && unary.operand() instanceof Expression.IntegerLiteral);
  }

  private static Expression literal(Object value, SourceRange range) {
    if (value instanceof Boolean flag) {
      return new Expression.BooleanLiteral(flag, range);
    }
    if (value instanceof String text) {
      return new Expression.StringLiteral(text, range);
    }
    BigInteger number = (BigInteger) value;
    Expression literal = new Expression.IntegerLiteral(number.abs().longValue(), range);
    return number.signum() < 0
        ? new Expression.Unary(UnaryOperator.NEGATE, literal, range)
        : literal;
  }
}
