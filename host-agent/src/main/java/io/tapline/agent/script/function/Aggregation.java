package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.AggregationFunction;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.ir.Gathering;

/**
 * {@code count()}, {@code exphist(x)} and others that are told nothing but what to gather.
 *
 * @param gathering what a map gathers with it
 * @param arguments how many it takes, 0 or 1
 */
record Aggregation(Gathering gathering, int arguments) implements AggregationFunction {
  @Override
  public Gathering gathering(Expression.Call call, ExpressionLowering lowering) {
    Arguments given = Arguments.exactly(arguments, call, lowering);
    if (arguments > 0) {
      given.integer(0);
    }
    return gathering;
  }
}
