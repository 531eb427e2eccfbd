package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code while}, both kinds of {@code for}, {@code unroll}; {@code break} and {@code continue}. */
final class LoopLowering {
  private static final int MAX_ROUNDS = 100;

  private final Scope scope;
  private final ExpressionLowering expressions;
  private final StatementLowering statements;
  private int depth;

  LoopLowering(Scope scope, ExpressionLowering expressions, StatementLowering statements) {
    this.scope = scope;
    this.expressions = expressions;
    this.statements = statements;
  }

  private void refuseInPipeline(String what, SourceRange range) {
    if (!scope.isTrace()) {
      throw scope.fail(
          range, "the pipeline has no '" + what + "'", "unroll(n) { ... } repeats a few times");
    }
  }

  Action whileLoop(Statement.While node) {
    refuseInPipeline("while", node.range());
    scope.warn(
        node.range(),
        "While loops are deprecated and may be removed in the future.",
        "For loops support ranges (e.g. `for ($x : $start..$end) { ... }`), and can be used in"
            + " place of while. These are more easily proven to be bounded by the verifier.");
    Value condition = expressions.condition(node.condition());
    return new Action.While(condition, body(node.body()), node.range());
  }

  private List<Action> body(List<Statement> body) {
    depth++;
    try {
      return statements.block(body);
    } finally {
      depth--;
    }
  }

  Action range(Statement.ForRange node) {
    refuseInPipeline("for", node.range());
    expressions.variables().requireNew(node.variable());
    Value from = bound(node.from(), "start", node.range());
    Value to = bound(node.to(), "end", node.range());
    Literals literals = new Literals(scope);
    HeldType held = literals.held(from).join(literals.held(to), scope.numbers()).orElseThrow();
    scope.variables().enter();
    try {
      Scratch variable = expressions.variables().loop(node.variable(), null, held);
      Type type = variable.type();
      return new Action.ForRange(
          variable,
          expressions.conversions().fit(from, type, node.from().range()),
          expressions.conversions().fit(to, type, node.to().range()),
          body(node.body()),
          node.range());
    } finally {
      scope.variables().leave();
    }
  }

  private Value bound(Expression bound, String which, SourceRange range) {
    boolean gathered = expressions.maps().gatheredType(bound).isPresent();
    Value value = gathered ? scope.nothing(List.of()) : expressions.lower(bound);
    if (!(value.type() instanceof Type.Int)
        && TypeRules.asOperand(value.type()).filter(t -> t.sizeBytes() > 1).isEmpty()) {
      throw scope.fail(range, "Loop range requires an integer for the " + which + " value", "");
    }
    return value;
  }

  /** A loop over a map, and before it what its body reads of the place. */
  List<Action> map(Statement.ForMap node) {
    refuseInPipeline("for", node.range());
    expressions.variables().requireNew(node.variable());
    ScriptMap map = iterated(node.map());
    scope.variables().enter();
    expressions.site().enterMapLoop();
    List<Action> actions = new ArrayList<>();
    Action loop;
    try {
      Type key = map.keys().size() == 1 ? map.keys().get(0) : new Type.Tuple(map.keys());
      Type entry = new Type.Tuple(List.of(key, value(map, node.map().range())));
      Scratch variable = expressions.variables().loop(node.variable(), entry, null);
      loop = new Action.ForMap(variable, map, body(node.body()), node.range());
    } finally {
      actions.addAll(expressions.site().leaveMapLoop());
      scope.variables().leave();
    }
    actions.add(loop);
    return actions;
  }

  private ScriptMap iterated(Expression.MapAccess map) {
    if (scope.maps().keyed(map.name()).filter(k -> !k).isPresent()) {
      throw scope.fail(
          map.range(),
          map.name() + " has no explicit keys (scalar map), and cannot be used for iteration",
          "");
    }
    if (scope.maps().aggregation(map.name()).isEmpty()
        && scope.types().held(map.name()).isEmpty()
        && scope.maps().names().contains(map.name())) {
      // It is set further on: the next round knows.
      throw new LoweringFailure();
    }
    return expressions.maps().map(map.name(), map.range());
  }

  private Type value(ScriptMap map, SourceRange range) {
    if (map instanceof StateMap state) {
      return state.value();
    }
    AggregateMap aggregate = (AggregateMap) map;
    Optional<Type.Int> number = Gatherings.number(aggregate.gathering());
    return number.orElseThrow(
        () ->
            scope.fail(
                range,
                "Loop expression does not support type: "
                    + Gatherings.typeName(aggregate.gathering()),
                ""));
  }

  /** The rounds of an unrolled loop, one after another. */
  List<Action> unroll(Statement.Unroll node) {
    long times = times(node);
    List<Action> actions = new ArrayList<>();
    Map<String, Integer> mark = scope.variables().mark();
    for (long i = 0; i < times; i++) {
      statements.count(node.range());
      scope.variables().reset(mark);
      actions.addAll(statements.block(node.body()));
    }
    return actions;
  }

  private long times(Statement.Unroll node) {
    Optional<Value.Constant> times = expressions.constant(node.times());
    String hint = "write a number from 1 to " + MAX_ROUNDS;
    if (times.isEmpty() || !(times.get().type() instanceof Type.Int)) {
      throw scope.fail(node.range(), "invalid unroll value", hint);
    }
    if (times.get().value() < 1) {
      throw scope.fail(node.range(), "unroll minimum value is 1", hint);
    }
    if (times.get().value() > MAX_ROUNDS) {
      throw scope.fail(node.range(), "unroll maximum value is " + MAX_ROUNDS, hint);
    }
    return times.get().value();
  }

  /** Refuses what only makes sense in a loop anywhere else. */
  void requireLoop(String word, SourceRange range) {
    if (depth == 0) {
      throw scope.fail(range, "'" + word + "' statement is not allowed in a probe", "");
    }
  }
}
