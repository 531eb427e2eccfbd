package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.ast.StatementVisitor;
import io.tapline.agent.script.ast.TypeName;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements to actions. A statement that cannot be lowered is reported and left out. */
final class StatementLowering implements StatementVisitor<@Nullable Void> {
  /** Most actions of one clause after unrolling. */
  private static final int MAX_ACTIONS = 4000;

  private final Scope scope;
  private final ExpressionLowering expressions;
  private final AssignmentLowering assignments;
  private final LoopLowering loops;
  private final EmitLowering emits;
  private List<Action> actions = new ArrayList<>();
  private int count;

  StatementLowering(Scope scope, EventTable events) {
    this.scope = scope;
    this.expressions = new ExpressionLowering(scope, this);
    this.assignments = new AssignmentLowering(scope, expressions);
    this.loops = new LoopLowering(scope, expressions, this);
    this.emits = new EmitLowering(expressions, events);
  }

  ExpressionLowering expressions() {
    return expressions;
  }

  /** Statements in the block that is open. */
  List<Action> lower(List<Statement> statements) {
    List<Action> outer = actions;
    actions = new ArrayList<>();
    boolean unreachable = false;
    for (Statement statement : statements) {
      if (!unreachable && Jumps.ends(actions)) {
        unreachable = true;
        scope.warn(statement.range(), "Unreachable statement.");
      }
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

  /** Statements in a block of their own. */
  List<Action> block(List<Statement> statements) {
    scope.variables().enter();
    try {
      return lower(statements);
    } finally {
      scope.variables().leave();
    }
  }

  private void add(Action action) {
    count(action.range());
    actions.add(action);
  }

  private void addAll(List<Action> added) {
    added.forEach(this::add);
  }

  /** Rounds of a loop count too, or nested empty ones would never end. */
  void count(SourceRange range) {
    if (++count > MAX_ACTIONS) {
      throw scope.fail(range, "more than " + MAX_ACTIONS + " actions in one probe", "");
    }
  }

  @Override
  public @Nullable Void visitAssignment(Statement.Assignment node) {
    addAll(assignments.lower(node));
    return null;
  }

  @Override
  public @Nullable Void visitIf(Statement.If node) {
    if (node.comptime() || node.condition() instanceof Expression.Comptime) {
      Expression condition =
          node.condition() instanceof Expression.Comptime comptime
              ? comptime.operand()
              : node.condition();
      boolean chosen = expressions.choices().isTrue(condition, node.condition().range());
      addAll(block(chosen ? node.then() : node.otherwise()));
      return null;
    }
    Value condition = orElse(node.condition(), node);
    List<Action> then = block(node.then());
    List<Action> otherwise = block(node.otherwise());
    add(new Action.If(condition, then, otherwise, node.range()));
    return null;
  }

  /** A condition that is wrong is no reason to leave the branches unread. */
  private Value orElse(Expression condition, Statement.If node) {
    try {
      return expressions.condition(condition);
    } catch (LoweringFailure failure) {
      block(node.then());
      block(node.otherwise());
      throw failure;
    }
  }

  @Override
  public @Nullable Void visitUnroll(Statement.Unroll node) {
    actions.addAll(loops.unroll(node));
    return null;
  }

  @Override
  public @Nullable Void visitReturn(Statement.Return node) {
    add(new Action.Return(node.value().map(this::returned), node.range()));
    return null;
  }

  private Value returned(Expression expression) {
    Value value = expressions.lower(expression);
    if (!(value.type() instanceof Type.Int)) {
      throw scope.fail(
          expression.range(),
          "Probe return values can only be integers. Found " + value.type(),
          "");
    }
    return expressions.conversions().fit(value, Type.INT64, expression.range());
  }

  @Override
  public @Nullable Void visitEvaluation(Statement.Evaluation node) {
    Expression expression = node.expression();
    if (expression instanceof Expression.Step step) {
      addAll(expressions.steps().statement(step));
    } else if (expression instanceof Expression.Call call && call.function().equals("emit")) {
      add(emits.lower(call));
    } else if (expression instanceof Expression.Call call && isOldDelete(call)) {
      delete(call);
    } else {
      evaluate(expressions.lower(expression), node);
    }
    return null;
  }

  private void evaluate(Value value, Statement.Evaluation node) {
    if (value.type() instanceof Type.None) {
      addAll(ChoiceLowering.effects(value));
      return;
    }
    if (!scope.isTrace()) {
      throw scope.fail(node.range(), "this computes a value and does nothing with it", "");
    }
    scope.warn(node.range(), "Return value discarded.");
    discard(value, node.range());
  }

  private void discard(Value value, SourceRange range) {
    addAll(ChoiceLowering.effects(value));
    Value rest = value;
    while (rest instanceof Value.Sequence sequence) {
      rest = sequence.value();
    }
    if (rest instanceof Value.MapDelete delete) {
      add(new Action.Delete(delete.map(), delete.keys(), range));
    } else if (!(rest.type() instanceof Type.None) && Effects.has(rest)) {
      add(new Action.Evaluate(rest, range));
    }
  }

  /** In the pipeline it is a statement. */
  private boolean isOldDelete(Expression.Call call) {
    return call.function().equals("delete") && !scope.isTrace();
  }

  private void delete(Expression.Call call) {
    Expression.MapAccess map =
        deletedEntry(call)
            .orElseThrow(
                () ->
                    scope.fail(
                        call.range(), "delete() takes a map's entry", "write delete(@name[keys])"));
    if (scope.maps().aggregation(map.name()).isPresent()) {
      throw scope.fail(
          call.range(), map.name() + " is an aggregation; the agent empties it by itself", "");
    }
    List<Value> keys = expressions.keys(map);
    StateMap state = expressions.maps().state(map.name(), call.range());
    add(new Action.Delete(state, keys, call.range()));
  }

  /** {@code delete(@map, key)} is another way to write {@code delete(@map[key])}. */
  private static Optional<Expression.MapAccess> deletedEntry(Expression.Call call) {
    List<Expression.Argument> arguments = call.arguments();
    if (arguments.isEmpty()
        || arguments.size() > 2
        || !(arguments.get(0).value() instanceof Expression.MapAccess map)) {
      return Optional.empty();
    }
    if (arguments.size() == 1) {
      return Optional.of(map);
    }
    return map.keys().isEmpty()
        ? Optional.of(
            new Expression.MapAccess(map.name(), List.of(arguments.get(1).value()), call.range()))
        : Optional.empty();
  }

  @Override
  public @Nullable Void visitWhile(Statement.While node) {
    add(loops.whileLoop(node));
    return null;
  }

  @Override
  public @Nullable Void visitForMap(Statement.ForMap node) {
    addAll(loops.map(node));
    return null;
  }

  @Override
  public @Nullable Void visitForRange(Statement.ForRange node) {
    add(loops.range(node));
    return null;
  }

  @Override
  public @Nullable Void visitBreak(Statement.Break node) {
    loops.requireLoop("break", node.range());
    add(new Action.Break(node.range()));
    return null;
  }

  @Override
  public @Nullable Void visitContinue(Statement.Continue node) {
    loops.requireLoop("continue", node.range());
    add(new Action.Continue(node.range()));
    return null;
  }

  @Override
  public @Nullable Void visitLet(Statement.Let node) {
    try {
      Type type = node.type().map(this::declared).orElse(null);
      Value value = node.value().map(expressions::lower).orElse(null);
      expressions.variables().let(node, type, value).ifPresent(this::add);
    } catch (LoweringFailure failure) {
      if (scope.variables().find(node.variable().name()).isEmpty()) {
        expressions.variables().broken(node.variable(), node.range());
      }
      throw failure;
    }
    return null;
  }

  /** Text without a length is as long as what is put into it. */
  private @Nullable Type declared(TypeName written) {
    boolean anyText =
        TypeLowering.isText(written.base())
            && written.pointers() == 0
            && written.lengths().isEmpty();
    return anyText ? null : expressions.type(written);
  }

  @Override
  public @Nullable Void visitBlock(Statement.Block node) {
    addAll(block(node.statements()));
    return null;
  }

  @Override
  public @Nullable Void visitDiscard(Statement.Discard node) {
    discard(expressions.lower(node.expression()), node.range());
    return null;
  }
}
