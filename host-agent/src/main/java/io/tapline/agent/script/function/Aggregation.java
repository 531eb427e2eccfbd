package io.tapline.agent.script.function;

import io.tapline.agent.script.check.AggregationFunction;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Gathering;

/**
 * An aggregation that is told nothing but what to gather.
 *
 * @param gathering what a map gathers with it
 * @param arguments how many it takes, 0 or 1
 */
record Aggregation(Gathering gathering, int arguments) implements AggregationFunction {
  @Override
  public Gathering gathering(Expression.Call call, ExpressionLowering lowering) {
    if (call.arguments().size() != arguments
        || call.arguments().stream().anyMatch(a -> a.name().isPresent())) {
      throw lowering
          .scope()
          .fail(
              call.range(),
              call.function() + "() takes " + (arguments == 0 ? "nothing" : "one value"),
              "write " + call.function() + (arguments == 0 ? "()" : "(value)"));
    }
    return gathering;
  }
}
