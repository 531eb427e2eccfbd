package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.AggregationFunction;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.Value;
import java.util.Optional;

/**
 * {@code lhist(n, least, most, step)}: a histogram with buckets of one size from {@code least} to
 * below {@code most}, and one on each side; at most a thousand. {@code lquantize} is the same.
 */
final class LhistFunction implements AggregationFunction {
  private static final long MOST_BUCKETS = 1000;

  @Override
  public Gathering gathering(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(4, call, lowering);
    arguments.integer(0);
    String name = call.function();
    long least = literal(arguments, 1, name + ": invalid min value (must be non-negative literal)");
    long most = literal(arguments, 2, name + ": invalid max value (must be non-negative literal)");
    long step = literal(arguments, 3, name + ": invalid step value");
    if (step < 1) {
      throw arguments.fail(name + "() step must be >= 1 (" + step + " provided)");
    }
    if (least >= most) {
      throw arguments.fail(
          name + "() min must be less than max (provided min " + least + " and max " + most + ")");
    }
    long range = most - least;
    if (step > range) {
      throw arguments.fail(
          name
              + "() step is too large for the given range (provided step "
              + step
              + " for range "
              + range
              + ")");
    }
    long buckets = (range + step - 1) / step;
    if (buckets > MOST_BUCKETS) {
      throw arguments.fail(
          name + "() too many buckets, must be <= 1000 (would need " + buckets + ")");
    }
    return new Gathering.LinearHistogram(least, most, step);
  }

  private static long literal(Arguments arguments, int index, String complaint) {
    Optional<Value.Constant> constant = arguments.lowering().constant(arguments.written(index));
    if (constant.isEmpty() || constant.get().value() < 0) {
      throw arguments.fail(complaint);
    }
    return constant.get().value();
  }
}
