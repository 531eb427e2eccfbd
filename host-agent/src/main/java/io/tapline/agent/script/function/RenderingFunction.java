package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/**
 * {@code syscall_name(number)}, {@code devname(device)}, {@code strerror(number)}, {@code
 * signal_name(number)}: the number stays a number in the kernel and is shown as words by the host.
 */
record RenderingFunction(int sizeBytes, boolean signed, Type.Rendering rendering)
    implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Function.requireArguments(call, lowering, 1, 1, "write " + call.function() + "(number)");
    Value number = lowering.number(call.arguments().get(0).value());
    return new Value.Convert(number, new Type.Int(sizeBytes, signed, rendering));
  }
}
