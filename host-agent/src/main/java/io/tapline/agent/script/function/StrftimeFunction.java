package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/**
 * {@code strftime(format, nanoseconds)}: a moment that the host shows in words, see strftime(3);
 * {@code %f} is its microseconds. What the nanoseconds count is told by where they come from:
 * {@code nsecs(tai)} itself is TAI, everything else counts from the machine's start.
 */
final class StrftimeFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(2, call, lowering);
    String format = arguments.literalText(0);
    Value moment = arguments.integer(1);
    Type.Clock clock = clock(moment);
    if (clock == Type.Clock.MONOTONIC) {
      throw arguments.fail(
          "strftime() can not take a monotonic timestamp", "nsecs or nsecs(boot) is meant for it");
    }
    return new Value.Retype(
        lowering.convert(moment, Type.UINT64), new Type.Timestamp(clock, format));
  }

  private static Type.Clock clock(Value moment) {
    if (moment instanceof Value.BuiltinRead read && read.builtin() == Builtin.TAI_NSECS) {
      return Type.Clock.TAI;
    }
    if (moment instanceof Value.BuiltinRead read && read.builtin() == Builtin.NSECS) {
      return Type.Clock.MONOTONIC;
    }
    if (moment instanceof Value.Arithmetic sum) {
      Type.Clock left = clock(sum.left());
      return left == Type.Clock.BOOT ? clock(sum.right()) : left;
    }
    return moment instanceof Value.Convert convert ? clock(convert.operand()) : Type.Clock.BOOT;
  }
}
