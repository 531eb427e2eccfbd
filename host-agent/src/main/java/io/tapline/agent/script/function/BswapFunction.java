package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;

/** {@code bswap(number)}: its bytes in the opposite order, unsigned and as many. */
final class BswapFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    Value number = arguments.value(0);
    if (!(number.type() instanceof Type.Int type)) {
      throw arguments.onlySupports("integer", number.type());
    }
    Type.Int unsigned = new Type.Int(type.sizeBytes(), false);
    return unsigned.sizeBytes() == 1
        ? lowering.convert(number, unsigned)
        : new Value.Call(Intrinsic.BYTE_SWAP, List.of(number), unsigned);
  }
}
