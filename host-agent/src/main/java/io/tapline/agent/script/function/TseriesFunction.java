package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.AggregationFunction;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.Map;
import java.util.Optional;

/**
 * {@code tseries(n, interval, intervals [, "avg"|"max"|"min"|"sum"])}: one number for each interval
 * of so many nanoseconds, the last intervals of them; the last number in each, unless the script
 * says how they become one.
 */
final class TseriesFunction implements AggregationFunction {
  private static final long MOST_INTERVALS = 1_000_000;

  private static final Map<String, Gathering.Combination> COMBINATIONS =
      Map.of(
          "avg", Gathering.Combination.AVERAGE,
          "max", Gathering.Combination.MAXIMUM,
          "min", Gathering.Combination.MINIMUM,
          "sum", Gathering.Combination.SUM);

  @Override
  public Gathering gathering(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.between(3, 4, call, lowering);
    Value number = arguments.integer(0);
    long nanos = literal(arguments, 1, "interval_ns");
    long intervals = literal(arguments, 2, "num_intervals");
    if (nanos < 1) {
      throw arguments.fail("tseries() interval_ns must be >= 1 (" + nanos + " provided)");
    }
    if (intervals < 1) {
      throw arguments.fail("tseries() num_intervals must be >= 1 (" + intervals + " provided)");
    }
    if (intervals > MOST_INTERVALS) {
      throw arguments.fail(
          "tseries() num_intervals must be < 1000000 (" + intervals + " provided)");
    }
    Gathering.Combination combination =
        arguments.size() == 4 ? combination(arguments) : Gathering.Combination.LAST;
    boolean signed = !(number.type() instanceof Type.Int type) || type.signed();
    return new Gathering.TimeSeries(nanos, (int) intervals, combination, signed);
  }

  private static Gathering.Combination combination(Arguments arguments) {
    String word = arguments.literalText(3);
    Gathering.Combination combination = COMBINATIONS.get(word);
    if (combination == null) {
      throw arguments.fail(
          "tseries() expects one of the following aggregation functions: avg, max, min, sum (\""
              + word
              + "\" provided)");
    }
    return combination;
  }

  private static long literal(Arguments arguments, int index, String what) {
    Optional<Value.Constant> constant = arguments.lowering().constant(arguments.written(index));
    if (constant.isEmpty() || constant.get().value() < 0) {
      throw arguments.fail("tseries: invalid " + what + " value (must be non-negative literal)");
    }
    return constant.get().value();
  }
}
