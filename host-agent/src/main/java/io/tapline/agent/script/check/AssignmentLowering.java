package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code target = value} and {@code target += value}. */
final class AssignmentLowering {
  private final Scope scope;
  private final ExpressionLowering expressions;
  private final Literals literals;
  private final AggregationLowering aggregations;

  AssignmentLowering(Scope scope, ExpressionLowering expressions) {
    this.scope = scope;
    this.expressions = expressions;
    this.literals = new Literals(scope);
    this.aggregations = new AggregationLowering(scope, expressions);
  }

  List<Action> lower(Statement.Assignment node) {
    if (node.target() instanceof Expression.Variable variable) {
      return List.of(variable(variable, node));
    }
    Expression.MapAccess map = (Expression.MapAccess) node.target();
    Optional<AggregationFunction> function = aggregations.function(node.value());
    if (function.isPresent() && node.operator().isEmpty()) {
      return aggregations.assign(map, function.get(), node);
    }
    try {
      return node.operator().isPresent()
          ? compound(map, node.operator().get(), node)
          : plain(map, node);
    } catch (LoweringFailure failure) {
      if (scope.types().held(map.name()).isEmpty()) {
        scope.types().breakSlot(map.name());
      }
      throw failure;
    }
  }

  private Action variable(Expression.Variable variable, Statement.Assignment node) {
    try {
      refuseGathered(node.value(), node.range());
      Value value =
          node.operator().isPresent()
              ? joined(
                  expressions.lower(variable),
                  expressions.lower(node.value()),
                  node.operator().get(),
                  node)
              : expressions.lower(node.value());
      return expressions.variables().assign(variable, value, node.value().range(), node.range());
    } catch (LoweringFailure failure) {
      if (scope.variables().find(variable.name()).isEmpty()) {
        expressions.variables().broken(variable, node.range());
      }
      throw failure;
    }
  }

  private void refuseGathered(Expression value, SourceRange range) {
    MapLowering maps = expressions.maps();
    if (maps.isManyNumbers(value)) {
      throw scope.fail(
          range,
          "Value '"
              + maps.gatheredType(value).orElseThrow()
              + "' cannot be assigned to a scratch variable.",
          "");
    }
  }

  private Value joined(Value old, Value added, BinaryOperator operator, Statement.Assignment node) {
    return expressions
        .operators()
        .binary(
            new Operators.Operation(
                operator, old, added, node.target().range(), node.value().range(), node.range()));
  }

  private List<Action> plain(Expression.MapAccess map, Statement.Assignment node) {
    refuseMapOfMap(map, node);
    Value value = expressions.lower(node.value());
    MapLowering.Key key = expressions.maps().key(map);
    Value fitted =
        expressions.maps().joinValue(map.name(), value, node.value().range(), node.range());
    StateMap state = expressions.maps().state(map.name(), node.range());
    List<Action> actions = new ArrayList<>(key.before());
    actions.add(new Action.SetMap(state, key.parts(), fitted, node.range()));
    return actions;
  }

  private void refuseMapOfMap(Expression.MapAccess map, Statement.Assignment node) {
    Optional<String> gathered = expressions.maps().gatheredType(node.value());
    if (gathered.isPresent()) {
      String function =
          scope.maps().aggregation(((Expression.MapAccess) node.value()).name()).orElse("count");
      String call = function + (function.equals("count") ? "()" : "(retval)");
      throw scope.fail(
          node.range(),
          "Map value '"
              + gathered.get()
              + "' cannot be assigned from one map to another. The function that returns this type"
              + " must be called directly e.g. `"
              + map.name()
              + " = "
              + call
              + ";`.",
          expressions.maps().isNumber(node.value())
              ? "Add a cast to integer if you want the value of the aggregate, e.g. `"
                  + map.name()
                  + " = (int64)"
                  + ((Expression.MapAccess) node.value()).name()
                  + ";`."
              : "");
    }
  }

  private List<Action> compound(
      Expression.MapAccess map, BinaryOperator operator, Statement.Assignment node) {
    boolean adds = operator == BinaryOperator.ADD || operator == BinaryOperator.SUBTRACT;
    if (!scope.isTrace()) {
      return adds ? addInPipeline(map, operator, node) : read(map, operator, node);
    }
    String sum = operator == BinaryOperator.SUBTRACT ? "int64" : "uint64";
    expressions.maps().requireState(map.name(), sum, node.range());
    return read(map, operator, node);
  }

  /** Reads, computes and writes; where that comes to adding to a number it is done at once. */
  private List<Action> read(
      Expression.MapAccess map, BinaryOperator operator, Statement.Assignment node) {
    MapLowering maps = expressions.maps();
    MapLowering.Key key = maps.key(map);
    if (scope.types().held(map.name()).isEmpty()) {
      scope.types().want(map.name());
      throw new LoweringFailure();
    }
    StateMap before = maps.state(map.name(), node.range());
    Value right = expressions.lower(node.value());
    Value sum = joined(new Value.MapRead(before, key.parts()), right, operator, node);
    Value fitted = maps.joinValue(map.name(), sum, node.value().range(), node.range());
    StateMap state = maps.state(map.name(), node.range());
    List<Action> actions = new ArrayList<>(key.before());
    Optional<Value> amount = amount(sum, operator, state);
    if (amount.isPresent()) {
      actions.add(new Action.AddToMap(state, key.parts(), amount.get(), node.range()));
      return actions;
    }
    List<Value> parts = key.parts();
    if (scope.isTrace() && !parts.stream().allMatch(Literals::isSimple)) {
      // The key is needed twice.
      parts = parts.stream().map(p -> literals.once(p, actions, node.range())).toList();
      Value again = joined(new Value.MapRead(before, parts), right, operator, node);
      fitted = expressions.conversions().fit(again, state.value(), node.range());
    }
    actions.add(new Action.SetMap(state, parts, fitted, node.range()));
    return actions;
  }

  /** What is added, if the sum is no more than that. */
  private Optional<Value> amount(Value sum, BinaryOperator operator, StateMap state) {
    if (!scope.isTrace()
        || !(state.value() instanceof Type.Int type && type.sizeBytes() == Long.BYTES)
        || !(sum instanceof Value.Arithmetic arithmetic)) {
      return Optional.empty();
    }
    if (operator == BinaryOperator.ADD) {
      return Optional.of(arithmetic.right());
    }
    return operator == BinaryOperator.SUBTRACT
        ? Optional.of(negated(arithmetic.right()))
        : Optional.empty();
  }

  private static Value negated(Value amount) {
    return ConstantFolder.fold(new Value.Unary(Value.Unary.Operator.NEGATE, amount, Type.INT64));
  }

  /** Both sides of an atomic addition are 64 bits. */
  private List<Action> addInPipeline(
      Expression.MapAccess map, BinaryOperator operator, Statement.Assignment node) {
    if (scope.maps().aggregation(map.name()).isPresent()) {
      throw scope.fail(
          node.range(),
          "an aggregation is assigned to a map, with '='",
          "write @name[keys] = count()");
    }
    Value number = expressions.number(node.value());
    Value amount = operator == BinaryOperator.ADD ? number : negated(number);
    MapLowering maps = expressions.maps();
    boolean signed = TypeRules.asInteger(amount.type()).orElseThrow().signed();
    HeldType wide = HeldType.of(signed ? Type.INT64 : Type.UINT64);
    maps.key(map);
    maps.join(map.name(), wide, amount.type(), node.range());
    StateMap state = maps.state(map.name(), node.range());
    if (TypeRules.asInteger(state.value()).isEmpty()) {
      throw scope.fail(node.range(), map.name() + " holds " + state.value() + ", not a number", "");
    }
    return expressions.steps().add(map, amount, node.range());
  }
}
