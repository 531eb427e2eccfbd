package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code @m[keys] = count()} and its kin. */
final class AggregationLowering {
  private final Scope scope;
  private final ExpressionLowering expressions;

  AggregationLowering(Scope scope, ExpressionLowering expressions) {
    this.scope = scope;
    this.expressions = expressions;
  }

  /** The function, if a value is a call of one that gathers. */
  Optional<AggregationFunction> function(Expression value) {
    return value instanceof Expression.Call call
        ? scope.functions().aggregation(call.function())
        : Optional.empty();
  }

  /** The actions that gather, keys first. */
  List<Action> assign(
      Expression.MapAccess map, AggregationFunction function, Statement.Assignment node) {
    Expression.Call call = (Expression.Call) node.value();
    MapLowering maps = expressions.maps();
    Gathering gathering = function.gathering(call, expressions);
    requireCarried(gathering, call);
    if (scope.maps().aggregation(map.name()).isEmpty()) {
      String known = scope.types().get(map.name()).map(Type::toString).orElse("void");
      throw maps.mismatch(map.name(), Gatherings.typeName(gathering), known, call.range());
    }
    join(map.name(), gathering, call.range());
    Optional<Value> value = function.gathered(call, expressions);
    MapLowering.Key key = maps.key(map);
    List<Action> actions = new ArrayList<>(key.before());
    actions.add(
        new Action.Aggregate(
            maps.gathering(map.name(), node.range()), key.parts(), value, call.range()));
    return actions;
  }

  /** The pipeline's series are counts, sums, and histograms of the one layout that only add. */
  private void requireCarried(Gathering gathering, Expression.Call call) {
    boolean carried =
        gathering instanceof Gathering.Count
            || gathering instanceof Gathering.Sum
            || gathering instanceof Gathering.ExponentialHistogram;
    if (!scope.isTrace() && !carried) {
      throw scope.fail(
          call.range(),
          "the pipeline does not carry what " + call.function() + "() gathers",
          "count(), sum(n) and hist(n) are merged over hosts and time; quantiles come from hist()");
    }
  }

  private void join(String map, Gathering gathering, SourceRange range) {
    if (scope.types().joinGathering(map, gathering)) {
      return;
    }
    Gathering known = scope.types().gathering(map).orElseThrow();
    String here = Gatherings.typeName(gathering);
    String before = Gatherings.typeName(known);
    if (!here.equals(before)) {
      throw expressions.maps().mismatch(map, here, before, range);
    }
    String what =
        gathering instanceof Gathering.PowerHistogram
            ? "Different bits in a single hist unsupported"
            : "Different "
                + here.substring(0, here.length() - 2)
                + " bounds in a single map unsupported";
    throw scope.fail(range, what, "");
  }
}
