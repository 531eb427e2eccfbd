package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/** {@code username}: the user id, which the host shows as a name. */
final class UsernameFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments.exactly(0, call, lowering);
    Type.Int name = new Type.Int(4, false, Type.Rendering.USER);
    return lowering.convert(new Value.BuiltinRead(Builtin.UID), name);
  }
}
