package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/**
 * {@code elapsed}: nanoseconds since the script was compiled, which is just before it is attached.
 */
final class ElapsedFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments.exactly(0, call, lowering);
    return new Value.Arithmetic(
        Value.Arithmetic.Operator.SUBTRACT,
        new Value.BuiltinRead(Builtin.NSECS),
        new Value.Constant(Type.UINT64, lowering.scope().startNanos()),
        Type.UINT64);
  }
}
