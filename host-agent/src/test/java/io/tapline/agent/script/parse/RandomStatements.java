package io.tapline.agent.script.parse;

import static io.tapline.agent.script.parse.RandomScripts.NAMES;
import static io.tapline.agent.script.parse.RandomScripts.NOWHERE;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Statement;
import java.util.List;

/** Statements of every shape. */
final class RandomStatements {
  private final RandomScripts scripts;
  private final RandomExpressions expressions;

  RandomStatements(RandomScripts scripts, RandomExpressions expressions) {
    this.scripts = scripts;
    this.expressions = expressions;
  }

  List<Statement> block(int depth) {
    return scripts.list(0, 3, () -> statement(depth));
  }

  private Statement statement(int depth) {
    return switch (scripts.random().nextInt(depth > 0 ? 15 : 8)) {
      case 0 ->
          new Statement.Assignment(
              expressions.target(depth),
              scripts.maybe(this::compound),
              expressions.expression(depth),
              NOWHERE);
      case 1 -> new Statement.Evaluation(expressions.step(depth), NOWHERE);
      case 2 -> new Statement.Return(scripts.maybe(() -> expressions.expression(depth)), NOWHERE);
      case 3 -> new Statement.Evaluation(expressions.valued(depth), NOWHERE);
      case 4 -> new Statement.Break(NOWHERE);
      case 5 -> new Statement.Continue(NOWHERE);
      case 6 ->
          new Statement.Let(
              variable(),
              scripts.maybe(() -> expressions.type(depth)),
              scripts.maybe(() -> expressions.expression(depth)),
              NOWHERE);
      case 7 -> new Statement.Discard(expressions.expression(depth), NOWHERE);
      case 8, 9 ->
          new Statement.If(
              expressions.expression(depth),
              block(depth - 1),
              block(depth - 1),
              scripts.random().nextBoolean(),
              NOWHERE);
      case 10 -> new Statement.Unroll(expressions.expression(depth), block(depth - 1), NOWHERE);
      case 11 -> new Statement.While(expressions.expression(depth), block(depth - 1), NOWHERE);
      case 12 ->
          new Statement.ForMap(
              variable(),
              new Expression.MapAccess("@" + scripts.pick(NAMES), List.of(), NOWHERE),
              block(depth - 1),
              NOWHERE);
      case 13 ->
          new Statement.ForRange(
              variable(),
              expressions.expression(depth),
              expressions.expression(depth),
              block(depth - 1),
              NOWHERE);
      default -> new Statement.Block(block(depth - 1), NOWHERE);
    };
  }

  private Expression.Variable variable() {
    return new Expression.Variable("$" + scripts.pick(NAMES), NOWHERE);
  }

  private BinaryOperator compound() {
    return scripts.pick(List.of(BinaryOperator.ADD, BinaryOperator.SHIFT_LEFT, BinaryOperator.XOR));
  }
}
