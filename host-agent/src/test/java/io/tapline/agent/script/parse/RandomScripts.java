package io.tapline.agent.script.parse;

import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.ast.AttachPoint;
import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.ast.Probe;
import io.tapline.agent.script.ast.TypeName;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.ast.UnaryOperator;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Trees of every shape the grammar has, from a seed. They need not make sense. */
final class RandomScripts {
  private static final SourceRange NOWHERE = new SourceRange(0, 0);
  private static final List<String> NAMES = List.of("a", "tid", "comm", "x_1", "args", "zz");
  private static final List<String> TEXTS =
      List.of("", "plain", "two words", "quote \" and \\", "line\nend\ttab", "é 漢");
  private static final List<ProbePattern> PATTERNS =
      List.of(
          new ProbePattern(Provider.BEGIN, List.of()),
          new ProbePattern(Provider.END, List.of()),
          new ProbePattern(Provider.TRACEPOINT, List.of("sched", "sched_*")),
          new ProbePattern(Provider.USDT, List.of("/usr/lib/a-b/postgres", "query__start")),
          new ProbePattern(Provider.USDT, List.of("/a path", "ns", "probe")),
          new ProbePattern(Provider.INTERVAL, List.of("ms", "10")));

  private final Random random;

  RandomScripts(long seed) {
    this.random = new Random(seed);
  }

  Script script() {
    return new Script(Preamble.EMPTY, list(1, 3, this::probe), NOWHERE);
  }

  private Probe probe() {
    Optional<Expression> predicate =
        random.nextBoolean() ? Optional.of(expression(3)) : Optional.empty();
    List<AttachPoint> points = list(1, 2, () -> new AttachPoint(pick(PATTERNS), NOWHERE));
    return new Probe(points, predicate, block(3), NOWHERE);
  }

  private List<Statement> block(int depth) {
    return list(0, 3, () -> statement(depth));
  }

  private Statement statement(int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 ->
          new Statement.Assignment(
              target(depth),
              random.nextBoolean() ? Optional.empty() : Optional.of(compound()),
              expression(depth),
              NOWHERE);
      case 1 -> new Statement.Evaluation(new Expression.Step(target(depth), random.nextBoolean(), false, NOWHERE), NOWHERE);
      case 2 -> new Statement.Return(Optional.empty(), NOWHERE);
      case 3 -> new Statement.Evaluation(expression(depth), NOWHERE);
      case 4 -> new Statement.If(expression(depth), block(depth - 1), block(depth - 1), false, NOWHERE);
      default -> new Statement.Unroll(expression(depth), block(depth - 1), NOWHERE);
    };
  }

  private BinaryOperator compound() {
    return pick(List.of(BinaryOperator.ADD, BinaryOperator.SHIFT_LEFT, BinaryOperator.XOR));
  }

  private Expression target(int depth) {
    return random.nextBoolean() ? map(depth) : new Expression.Variable("$" + pick(NAMES), NOWHERE);
  }

  private Expression map(int depth) {
    return new Expression.MapAccess(
        "@" + (random.nextBoolean() ? "" : pick(NAMES)),
        depth > 0 ? list(0, 2, () -> expression(depth - 1)) : List.of(),
        NOWHERE);
  }

  private Expression expression(int depth) {
    if (depth == 0) {
      return leaf();
    }
    return switch (random.nextInt(10)) {
      case 0 ->
          new Expression.Unary(
              pick(List.of(UnaryOperator.values())), expression(depth - 1), NOWHERE);
      case 1, 2 ->
          new Expression.Binary(
              pick(List.of(BinaryOperator.values())),
              expression(depth - 1),
              expression(depth - 1),
              NOWHERE);
      case 3 ->
          new Expression.Conditional(
              expression(depth - 1), expression(depth - 1), expression(depth - 1), NOWHERE);
      case 4 -> new Expression.Cast(new TypeName(new TypeName.Base.Named("int16"), 0, List.of(), NOWHERE), expression(depth - 1), NOWHERE);
      case 5 -> new Expression.Tuple(list(2, 3, () -> expression(depth - 1)), NOWHERE);
      case 6 -> new Expression.Call(pick(NAMES), list(0, 3, () -> argument(depth - 1)), NOWHERE);
      case 7 -> new Expression.FieldAccess(leaf(), pick(NAMES), NOWHERE);
      // The brackets after a map are its keys.
      case 8 ->
          new Expression.Index(
              new Expression.Identifier(pick(NAMES), NOWHERE), expression(depth - 1), NOWHERE);
      default -> map(depth);
    };
  }

  private Expression.Argument argument(int depth) {
    return new Expression.Argument(
        random.nextBoolean() ? Optional.of(pick(NAMES)) : Optional.empty(), expression(depth));
  }

  private Expression leaf() {
    return switch (random.nextInt(4)) {
      case 0 -> new Expression.IntegerLiteral(random.nextLong(), NOWHERE);
      case 1 -> new Expression.StringLiteral(pick(TEXTS), NOWHERE);
      case 2 -> new Expression.Variable("$" + pick(NAMES), NOWHERE);
      default -> new Expression.Identifier(pick(NAMES), NOWHERE);
    };
  }

  private <T> List<T> list(int least, int most, Supplier<T> element) {
    List<T> list = new ArrayList<>();
    int size = least + random.nextInt(most - least + 1);
    for (int i = 0; i < size; i++) {
      list.add(element.get());
    }
    return list;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
