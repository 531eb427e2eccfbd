package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;

/** {@code unwatch(address)}: the host takes the watchpoint at that address away. */
final class UnwatchFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    Value address = arguments.value(0);
    if (!(address.type() instanceof Type.Int) && !(address.type() instanceof Type.Pointer)) {
      throw arguments.onlySupports("int", address.type());
    }
    Value number = lowering.convert(address, Type.UINT64);
    return lowering.scope().send(new Message.Unwatch(), List.of(number), call.range());
  }
}
