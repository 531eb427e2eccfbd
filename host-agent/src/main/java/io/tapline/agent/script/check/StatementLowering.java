package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.ast.StatementVisitor;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements to actions. A statement that cannot be lowered is reported and left out. */
final class StatementLowering implements StatementVisitor<@Nullable Void> {
  private static final int MAX_ROUNDS = 100;

  /** Most actions of one clause after unrolling. */
  private static final int MAX_ACTIONS = 4000;

  private final Scope scope;
  private final ExpressionLowering expressions;
  private final EmitLowering emits;
  private List<Action> actions = new ArrayList<>();
  private int count;

  StatementLowering(Scope scope, EventTable events) {
    this.scope = scope;
    this.expressions = new ExpressionLowering(scope);
    this.emits = new EmitLowering(expressions, events);
  }

  ExpressionLowering expressions() {
    return expressions;
  }

  List<Action> lower(List<Statement> statements) {
    List<Action> outer = actions;
    actions = new ArrayList<>();
    for (Statement statement : statements) {
      try {
        statement.accept(this);
      } catch (LoweringFailure failure) {
        // Reported; the next statement may have something to say too.
      }
    }
    List<Action> lowered = actions;
    actions = outer;
    return lowered;
  }

  private void add(Action action) {
    step(action.range());
    actions.add(action);
  }

  /** Rounds of a loop count too, or nested empty ones would never end. */
  private void step(SourceRange range) {
    if (++count > MAX_ACTIONS) {
      throw scope.fail(range, "more than " + MAX_ACTIONS + " actions in one probe", "");
    }
  }

  @Override
  public @Nullable Void visitAssignment(Statement.Assignment node) {
    if (node.target() instanceof Expression.Variable variable) {
      Value value = node.operator().map(o -> compound(o, node)).orElseGet(() -> value(node));
      scope.setScratch(variable.name(), value, node.range());
      Scratch scratch = scope.scratch(variable.name(), node.range());
      add(new Action.SetScratch(scratch, value, node.range()));
    } else if (node.target() instanceof Expression.MapAccess map) {
      assignMap(map, node);
    }
    return null;
  }

  private void assignMap(Expression.MapAccess map, Statement.Assignment node) {
    if (scope.aggregation(map.name()).isPresent()) {
      aggregate(map, node);
      return;
    }
    Optional<BinaryOperator> operator = node.operator();
    if (operator.isPresent()
        && (operator.get() == BinaryOperator.ADD || operator.get() == BinaryOperator.SUBTRACT)) {
      Value amount = expressions.number(node.value());
      boolean add = operator.get() == BinaryOperator.ADD;
      addToMap(map, add ? amount : negate(amount), node.range());
      return;
    }
    Value value = operator.map(o -> compound(o, node)).orElseGet(() -> value(node));
    List<Value> keys = expressions.keys(map);
    scope.setMap(map.name(), value, node.range());
    StateMap state = scope.state(map.name(), keys.size(), node.range());
    add(new Action.SetMap(state, keys, value, node.range()));
  }

  private Value value(Statement.Assignment node) {
    return expressions.lower(node.value());
  }

  private Value compound(BinaryOperator operator, Statement.Assignment node) {
    return expressions.visitBinary(
        new Expression.Binary(operator, node.target(), node.value(), node.range()));
  }

  private static Value negate(Value amount) {
    return ConstantFolder.fold(new Value.Unary(Value.Unary.Operator.NEGATE, amount, Type.INT64));
  }

  /** Both sides of an atomic addition are 64 bits. */
  private void addToMap(Expression.MapAccess map, Value amount, SourceRange range) {
    List<Value> keys = expressions.keys(map);
    boolean signed = TypeRules.asInteger(amount.type()).orElseThrow().signed();
    Value wide = new Value.Convert(amount, signed ? Type.INT64 : Type.UINT64);
    scope.setMap(map.name(), wide, range);
    StateMap state = scope.state(map.name(), keys.size(), range);
    if (TypeRules.asInteger(state.value()).isEmpty()) {
      throw scope.fail(range, map.name() + " holds " + state.value() + ", not a number", "");
    }
    add(new Action.AddToMap(state, keys, amount, range));
  }

  private void aggregate(Expression.MapAccess map, Statement.Assignment node) {
    Expression.Call call = (Expression.Call) node.value();
    AggregationFunction function = Functions.aggregation(call.function()).orElseThrow();
    scope.setAggregate(map.name(), function.gathering(call, expressions), call.range());
    List<Value> keys = expressions.keys(map);
    Optional<Value> value = function.gathered(call, expressions);
    var gathered = scope.aggregate(map.name(), keys.size(), node.range());
    add(new Action.Aggregate(gathered, keys, value, node.range()));
  }

  private void step(Expression.Step node) {
    long amount = node.up() ? 1 : -1;
    if (node.target() instanceof Expression.MapAccess map) {
      if (scope.aggregation(map.name()).isPresent()) {
        throw scope.fail(node.range(), map.name() + " is an aggregation", "write count()");
      }
      addToMap(map, new Value.Constant(Type.INT64, amount), node.range());
    } else if (node.target() instanceof Expression.Variable variable) {
      Value old = expressions.number(variable);
      Value one = new Value.Constant(Type.INT64, 1);
      BinaryOperator operator = node.up() ? BinaryOperator.ADD : BinaryOperator.SUBTRACT;
      boolean signed = BinaryLowering.signed(old, one);
      Value value = BinaryLowering.arithmetic(operator, signed, old, one);
      scope.setScratch(variable.name(), value, node.range());
      Scratch scratch = scope.scratch(variable.name(), node.range());
      add(new Action.SetScratch(scratch, value, node.range()));
    }
  }

  @Override
  public @Nullable Void visitIf(Statement.If node) {
    Value condition = expressions.number(node.condition());
    List<Action> then = lower(node.then());
    List<Action> otherwise = lower(node.otherwise());
    add(new Action.If(condition, then, otherwise, node.range()));
    return null;
  }

  @Override
  public @Nullable Void visitUnroll(Statement.Unroll node) {
    long times = expressions.literal(node.times(), "unroll's number of rounds", 1, MAX_ROUNDS);
    for (long i = 0; i < times; i++) {
      step(node.range());
      lower(node.body()).forEach(actions::add);
    }
    return null;
  }

  @Override
  public @Nullable Void visitReturn(Statement.Return node) {
    add(new Action.Return(Optional.empty(), node.range()));
    return null;
  }

  @Override
  public @Nullable Void visitEvaluation(Statement.Evaluation node) {
    if (node.expression() instanceof Expression.Call call && call.function().equals("emit")) {
      add(emits.lower(call));
    } else if (node.expression() instanceof Expression.Call call) {
      delete(call);
    } else if (node.expression() instanceof Expression.Step step) {
      step(step);
    }
    return null;
  }

  private void delete(Expression.Call call) {
    Expression.MapAccess map =
        NameResolver.deletedEntry(call)
            .orElseThrow(
                () ->
                    scope.fail(
                        call.range(), "delete() takes a map's entry", "write delete(@name[keys])"));
    if (scope.aggregation(map.name()).isPresent()) {
      throw scope.fail(
          call.range(), map.name() + " is an aggregation; the agent empties it by itself", "");
    }
    List<Value> keys = expressions.keys(map);
    StateMap state = scope.state(map.name(), keys.size(), call.range());
    add(new Action.Delete(state, keys, call.range()));
  }

  @Override
  public @Nullable Void visitWhile(Statement.While node) {
    throw notBuilt(node.range());
  }

  @Override
  public @Nullable Void visitForMap(Statement.ForMap node) {
    throw notBuilt(node.range());
  }

  @Override
  public @Nullable Void visitForRange(Statement.ForRange node) {
    throw notBuilt(node.range());
  }

  @Override
  public @Nullable Void visitBreak(Statement.Break node) {
    throw notBuilt(node.range());
  }

  @Override
  public @Nullable Void visitContinue(Statement.Continue node) {
    throw notBuilt(node.range());
  }

  @Override
  public @Nullable Void visitLet(Statement.Let node) {
    throw notBuilt(node.range());
  }

  @Override
  public @Nullable Void visitBlock(Statement.Block node) {
    throw notBuilt(node.range());
  }

  @Override
  public @Nullable Void visitDiscard(Statement.Discard node) {
    throw notBuilt(node.range());
  }

  private LoweringFailure notBuilt(SourceRange range) {
    return scope.fail(range, "this is not built yet", "");
  }
}
