package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.List;

/**
 * {@code memcmp(value, value, bytes)}: 0 when the first bytes of both values are the same, -1 or 1
 * by the first that differs. The number of bytes is known now, and neither value is shorter.
 */
final class MemcmpFunction implements Function {
  private static final Type.Int RESULT = new Type.Int(4, true);

  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(3, call, lowering);
    Value left = bytes(arguments, 0);
    Value right = bytes(arguments, 1);
    long count = arguments.literalNumber(2);
    int most = Math.min(Storage.valueBytes(left.type()), Storage.valueBytes(right.type()));
    if (count < 0 || count > most) {
      throw arguments.fail(
          "memcmp() of " + count + " bytes", "the shorter of the values has " + most);
    }
    Value bytes = new Value.Constant(Type.UINT64, count);
    return new Value.Call(Intrinsic.BYTES_COMPARE, List.of(left, right, bytes), RESULT);
  }

  /** Numbers and addresses are compared as the bytes that they are in memory. */
  private static Value bytes(Arguments arguments, int index) {
    Value value = arguments.value(index);
    if (!Storage.isScalar(value.type())) {
      return value;
    }
    Type array = new Type.Array(new Type.Int(1, false), Storage.valueBytes(value.type()));
    return new Value.Call(Intrinsic.NUMBER_TO_BYTES, List.of(value), array);
  }
}
