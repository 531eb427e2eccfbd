package io.tapline.agent.script.parse;

import static io.tapline.agent.script.parse.RandomScripts.NAMES;
import static io.tapline.agent.script.parse.RandomScripts.NOWHERE;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.TypeName;
import io.tapline.agent.script.ast.UnaryOperator;
import io.tapline.agent.script.ast.ValueStatements;
import java.util.List;
import java.util.Optional;

/** Expressions and types of every shape. */
final class RandomExpressions {
  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "two words",
          "quote \" and \\",
          "line\nend\ttab\r",
          "é 漢 \ud83d\ude00",
          "\u0000 \u001b[31m",
          "byte \udcff and \u200b\udb40\udc01");

  private final RandomScripts scripts;
  private RandomStatements statements;

  @SuppressWarnings("NullAway.Init") // The two know each other.
  RandomExpressions(RandomScripts scripts) {
    this.scripts = scripts;
  }

  void useStatements(RandomStatements others) {
    this.statements = others;
  }

  /** Any but a block, which alone would be a statement. */
  Expression valued(int depth) {
    Expression expression = expression(depth);
    return expression instanceof Expression.Block ? leaf() : worth(expression);
  }

  Expression target(int depth) {
    return scripts.random().nextBoolean() ? map(depth) : variable();
  }

  Expression.Step step(int depth) {
    return new Expression.Step(target(depth), coin(), coin(), NOWHERE);
  }

  TypeName type(int depth) {
    TypeName.Base base =
        switch (scripts.random().nextInt(depth > 0 ? 5 : 3)) {
          case 0, 1 ->
              new TypeName.Base.Named(
                  scripts.pick(List.of("int16", "struct a", "uint64_t", "unsigned long")));
          case 2 -> new TypeName.Base.Named("union u");
          case 3 -> new TypeName.Base.TypeOf(expression(depth - 1));
          default -> new TypeName.Base.Nested(written(depth - 1));
        };
    return type(base);
  }

  private TypeName type(TypeName.Base base) {
    List<Optional<Expression>> lengths =
        scripts.list(0, 1, () -> scripts.maybe(() -> new Expression.IntegerLiteral(7, NOWHERE)));
    return new TypeName(base, scripts.random().nextInt(3), lengths, NOWHERE);
  }

  /** A type that is seen to be one wherever it stands. */
  private TypeName written(int depth) {
    TypeName type = type(depth);
    boolean name = type.base() instanceof TypeName.Base.Named;
    return name ? type(new TypeName.Base.Named("struct s")) : type(new TypeName.Base.Named("int8"));
  }

  private Expression.TypeOperand operand(int depth) {
    return scripts.random().nextBoolean()
        ? new Expression.TypeOperand.OfType(written(depth))
        : new Expression.TypeOperand.OfValue(expression(depth));
  }

  private Expression map(int depth) {
    return new Expression.MapAccess(
        "@" + (coin() ? "" : scripts.pick(NAMES)),
        depth > 0 ? scripts.list(0, 2, () -> expression(depth - 1)) : List.of(),
        NOWHERE);
  }

  Expression expression(int depth) {
    if (depth == 0) {
      return leaf();
    }
    int next = depth - 1;
    return switch (scripts.random().nextInt(23)) {
      case 0 ->
          new Expression.Unary(
              scripts.pick(List.of(UnaryOperator.values())), expression(next), NOWHERE);
      case 1, 2, 3 ->
          new Expression.Binary(
              scripts.pick(List.of(BinaryOperator.values())),
              expression(next),
              expression(next),
              NOWHERE);
      case 4 ->
          new Expression.Conditional(expression(next), expression(next), expression(next), NOWHERE);
      case 5 -> new Expression.Cast(type(next), expression(next), NOWHERE);
      case 6 -> new Expression.Tuple(scripts.list(0, 3, () -> expression(next)), NOWHERE);
      case 7, 8 ->
          new Expression.Call(
              scripts.pick(NAMES), scripts.list(0, 3, () -> argument(next)), NOWHERE);
      case 9 -> new Expression.FieldAccess(expression(next), scripts.pick(NAMES), NOWHERE);
      case 10 -> new Expression.FieldAccess(expression(next), "1", NOWHERE);
      case 11 -> new Expression.Index(expression(next), expression(next), NOWHERE);
      case 12 -> new Expression.AddressOf(target(next), NOWHERE);
      case 13 -> new Expression.Dereference(expression(next), NOWHERE);
      case 14 -> step(next);
      case 15 -> block(next, worth(expression(next)));
      case 16 -> block(next, new Expression.None(NOWHERE));
      case 17 ->
          new Expression.Conditional(
              expression(next), block(next, leaf()), new Expression.None(NOWHERE), NOWHERE);
      case 18 ->
          coin()
              ? new Expression.SizeOf(operand(next), NOWHERE)
              : new Expression.TypeInfo(operand(next), NOWHERE);
      case 19 ->
          new Expression.OffsetOf(
              operand(next), scripts.list(1, 2, () -> scripts.pick(NAMES)), NOWHERE);
      case 20 -> new Expression.Comptime(expression(next), NOWHERE);
      case 21 ->
          new Expression.RecordLiteral(
              List.of(named("first", next), named("second", next)), NOWHERE);
      default -> map(depth);
    };
  }

  /** A block does not end with what has no value: that would be a statement. */
  private Expression worth(Expression expression) {
    return ValueStatements.hasValue(expression) ? expression : leaf();
  }

  private Expression.Block block(int depth, Expression value) {
    return new Expression.Block(statements.block(depth), value, NOWHERE);
  }

  private Expression.Argument named(String name, int depth) {
    return new Expression.Argument(Optional.of(name), expression(depth));
  }

  private Expression.Argument argument(int depth) {
    return new Expression.Argument(scripts.maybe(() -> scripts.pick(NAMES)), expression(depth));
  }

  private Expression leaf() {
    return switch (scripts.random().nextInt(6)) {
      case 0 -> new Expression.IntegerLiteral(scripts.random().nextLong(), NOWHERE);
      case 1 -> new Expression.StringLiteral(scripts.pick(TEXTS), NOWHERE);
      case 2 -> new Expression.BooleanLiteral(coin(), NOWHERE);
      case 3 -> new Expression.PositionalParameter(scripts.random().nextInt(3), NOWHERE);
      case 4 -> variable();
      default -> new Expression.Identifier(scripts.pick(NAMES), NOWHERE);
    };
  }

  private Expression.Variable variable() {
    return new Expression.Variable("$" + scripts.pick(NAMES), NOWHERE);
  }

  private boolean coin() {
    return scripts.random().nextBoolean();
  }
}
