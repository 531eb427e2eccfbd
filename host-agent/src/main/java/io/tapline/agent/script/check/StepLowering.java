package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;

/** {@code ++} and {@code --}, and {@code @m[key] += n}. */
final class StepLowering {
  private final Scope scope;
  private final ExpressionLowering expressions;

  StepLowering(Scope scope, ExpressionLowering expressions) {
    this.scope = scope;
    this.expressions = expressions;
  }

  /** As a value. */
  Value value(Expression.Step node) {
    if (node.target() instanceof Expression.MapAccess map) {
      return mapValue(map, node);
    }
    Scratch scratch = scratch((Expression.Variable) node.target(), node);
    long amount = PointerOperators.step(scratch.type(), node.up());
    return new Value.StepScratch(scratch, amount, node.prefix(), scratch.type());
  }

  private Scratch scratch(Expression.Variable variable, Expression.Step node) {
    Value.ScratchRead read = (Value.ScratchRead) expressions.variables().read(variable);
    HeldType after = after(read.type(), scope.slot(read.scratch().name()), node.up());
    return expressions.variables().changed(variable, after, node.range());
  }

  /**
   * What a slot holds after a step. A step up keeps the sign and is of 64 bits; one down, as all
   * that subtracts, is signed.
   */
  private HeldType after(Type before, String slot, boolean up) {
    if (before instanceof Type.Pointer) {
      return HeldType.of(before);
    }
    boolean unsigned = before instanceof Type.Int type && !type.signed();
    if (!scope.isTrace()) {
      return HeldType.of(unsigned ? Type.UINT64 : Type.INT64);
    }
    if (!up) {
      return HeldType.of(Type.INT64);
    }
    boolean decided =
        scope
            .types()
            .held(slot)
            .filter(h -> !(h instanceof HeldType.OfNumber n && n.isLiteral()))
            .isPresent();
    if (!decided) {
      return HeldType.literal(Long.MAX_VALUE);
    }
    return HeldType.of(unsigned || !(before instanceof Type.Int) ? Type.UINT64 : Type.INT64);
  }

  private Value mapValue(Expression.MapAccess map, Expression.Step node) {
    StateMap state = stepped(map, node);
    MapLowering.Key key = expressions.maps().key(map);
    long amount = PointerOperators.step(state.value(), node.up());
    return key.with(
        new Value.StepMap(state, key.parts(), amount, node.prefix(), state.value(), node.range()));
  }

  private StateMap stepped(Expression.MapAccess map, Expression.Step node) {
    MapLowering maps = expressions.maps();
    if (!scope.isTrace() && scope.maps().aggregation(map.name()).isPresent()) {
      throw scope.fail(node.range(), map.name() + " is an aggregation", "write count()");
    }
    maps.requireState(map.name(), node.up() ? "uint64" : "int64", node.range());
    Type before = scope.types().get(map.name()).orElse(Type.INT64);
    HeldType after =
        scope.isTrace() ? after(before, map.name(), node.up()) : HeldType.of(Type.INT64);
    maps.join(map.name(), after, after.type(scope.numbers()), node.range());
    maps.key(map);
    return maps.state(map.name(), node.range());
  }

  /** As a statement. */
  List<Action> statement(Expression.Step node) {
    if (node.target() instanceof Expression.MapAccess map) {
      StateMap state = stepped(map, node);
      long amount = PointerOperators.step(state.value(), node.up());
      MapLowering.Key key = expressions.maps().key(map);
      List<Action> actions = new ArrayList<>(key.before());
      Value constant = new Value.Constant(Type.INT64, amount);
      actions.add(new Action.AddToMap(state, key.parts(), constant, node.range()));
      return actions;
    }
    Scratch scratch = scratch((Expression.Variable) node.target(), node);
    long amount = PointerOperators.step(scratch.type(), true);
    boolean signed = !(scratch.type() instanceof Type.Int type) || type.signed();
    Value sum =
        new Value.Arithmetic(
            node.up() ? Value.Arithmetic.Operator.ADD : Value.Arithmetic.Operator.SUBTRACT,
            new Value.ScratchRead(scratch),
            new Value.Constant(Type.INT64, amount),
            signed ? Type.INT64 : Type.UINT64);
    Value value =
        scratch.type() instanceof Type.Pointer ? new Value.Retype(sum, scratch.type()) : sum;
    return List.of(new Action.SetScratch(scratch, value, node.range()));
  }

  /** {@code @m[keys] += amount} where both are plain numbers: one atomic addition. */
  List<Action> add(Expression.MapAccess map, Value amount, SourceRange range) {
    MapLowering.Key key = expressions.maps().key(map);
    StateMap state = expressions.maps().state(map.name(), range);
    List<Action> actions = new ArrayList<>(key.before());
    actions.add(new Action.AddToMap(state, key.parts(), amount, range));
    return actions;
  }
}
