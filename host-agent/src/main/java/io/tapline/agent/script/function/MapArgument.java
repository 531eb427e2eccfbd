package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.LoweringFailure;
import io.tapline.agent.script.ir.Value;
import java.util.List;

/** First arguments that are maps as a whole. */
final class MapArgument {
  private MapArgument() {}

  /** The map, written without keys. */
  static Expression.MapAccess whole(Arguments arguments, Expression.Call call) {
    if (arguments.written(0) instanceof Expression.MapAccess map && map.keys().isEmpty()) {
      return map;
    }
    throw arguments
        .scope()
        .fail(
            arguments.written(0).range(),
            "Mismatched arg. " + call.function() + "() expects a map",
            "write " + call.function() + "(@name, key)");
  }

  /** The map, which has keys elsewhere. */
  static Expression.MapAccess keyed(Arguments arguments, Expression.Call call) {
    Expression.MapAccess map = whole(arguments, call);
    if (!arguments.lowering().hasKeys(map.name()).orElse(true)) {
      throw notScalar(arguments, call);
    }
    return map;
  }

  private static LoweringFailure notScalar(Arguments arguments, Expression.Call call) {
    return arguments.fail(
        "call to " + call.function() + "() expects a map with explicit keys (non-scalar map)");
  }

  /** A key that stands beside its map. */
  static List<Value> keys(Expression.MapAccess map, Expression key, ExpressionLowering lowering) {
    return lowering.keys(new Expression.MapAccess(map.name(), List.of(key), key.range()));
  }
}
