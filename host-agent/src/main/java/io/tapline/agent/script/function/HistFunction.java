package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.AggregationFunction;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.Optional;

/**
 * {@code hist(n [, bits])}: a histogram of 2^bits buckets for each power of two, bits from 0 to 5;
 * in the pipeline the one histogram that there is.
 */
final class HistFunction implements AggregationFunction {
  private static final int MOST_BITS = 5;

  @Override
  public Gathering gathering(Expression.Call call, ExpressionLowering lowering) {
    if (!lowering.scope().isTrace()) {
      Arguments.exactly(1, call, lowering);
      return new Gathering.ExponentialHistogram();
    }
    Arguments arguments = Arguments.between(1, 2, call, lowering);
    arguments.integer(0);
    return new Gathering.PowerHistogram(arguments.size() == 2 ? bits(arguments) : 0);
  }

  private static int bits(Arguments arguments) {
    Optional<Value.Constant> bits = arguments.lowering().constant(arguments.written(1));
    if (bits.isEmpty()) {
      throw arguments.fail("hist: invalid bits value, need integer literal");
    }
    long number = bits.get().value();
    if (number < 0 || number > MOST_BITS || !(bits.get().type() instanceof Type.Int)) {
      throw arguments.fail("hist: bits " + number + " must be 0..5");
    }
    return (int) number;
  }

  @Override
  public Optional<Value> gathered(Expression.Call call, ExpressionLowering lowering) {
    return Optional.of(lowering.number(call.arguments().get(0).value()));
  }
}
