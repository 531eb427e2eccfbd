package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.AggregationFunction;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.ir.Gathering;

/**
 * {@code llquantize(n, factor, low, high, steps)}: as in DTrace, {@code steps} buckets of one size
 * for each power of {@code factor} from {@code factor^low} to {@code factor^(high + 1)}, and one on
 * each side.
 */
final class LlquantizeFunction implements AggregationFunction {
  private static final int MOST_BUCKETS = 1000;

  @Override
  public Gathering gathering(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(5, call, lowering);
    arguments.integer(0);
    int factor = number(arguments, 1, "factor", 2, 1 << 16);
    int low = number(arguments, 2, "low", 0, 63);
    int high = number(arguments, 3, "high", 0, 63);
    int steps = number(arguments, 4, "steps", 1, MOST_BUCKETS);
    if (high < low) {
      throw arguments.fail("llquantize() high must not be below low");
    }
    if ((steps > factor && steps % factor != 0) || (steps < factor && factor % steps != 0)) {
      throw arguments.fail(
          "llquantize() steps must divide the factor, or be a multiple of it",
          "write llquantize(n, 10, 0, 6, 20)");
    }
    if (!fits(factor, high + 1)) {
      throw arguments.fail(
          "llquantize() " + factor + "^" + (high + 1) + " is more than 64 bits hold");
    }
    if ((long) (high - low + 1) * steps > MOST_BUCKETS) {
      throw arguments.fail("llquantize() makes more than " + MOST_BUCKETS + " buckets");
    }
    return new Gathering.LogLinearHistogram(factor, low, high, steps);
  }

  private static int number(Arguments arguments, int index, String what, int least, int most) {
    long number = arguments.literalNumber(index);
    if (number < least || number > most) {
      throw arguments.fail("llquantize() " + what + " must be from " + least + " to " + most);
    }
    return (int) number;
  }

  private static boolean fits(long factor, int power) {
    long product = 1;
    for (int i = 0; i < power; i++) {
      if (product > Long.MAX_VALUE / factor) {
        return false;
      }
      product *= factor;
    }
    return true;
  }
}
