package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.AggregationFunction;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/**
 * {@code sum(n)}, {@code min(n)}, {@code max(n)}, {@code avg(n)}, {@code stats(n)}: with a sign if
 * the number has one; in the pipeline sums always have.
 *
 * @param kind the gathering for numbers with a sign or without
 */
record SignedAggregation(Kind kind) implements AggregationFunction {

  /** Makes the gathering. */
  interface Kind {
    Gathering of(boolean signed);
  }

  @Override
  public Gathering gathering(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    Value number = arguments.value(0);
    if (!lowering.scope().isTrace()) {
      return kind.of(true);
    }
    if (number.type() instanceof Type.Int type) {
      return kind.of(type.signed());
    }
    if (number.type() instanceof Type.Enumeration type) {
      return kind.of(type.number().signed());
    }
    throw arguments.fail(
        call.function() + "() only supports integer arguments (" + number.type() + " provided)");
  }
}
