package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/**
 * {@code kfunc_exist("name")}: whether the kernel has that function. {@code kfunc_allowed("name")}:
 * whether programs of this probe's kind may call it: never, since none is called by Tapline.
 *
 * @param allowed whether it is the second question
 */
record KfuncFunction(boolean allowed) implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    String name = arguments.literalText(0);
    boolean holds = !allowed && lowering.scope().records().function(name).isPresent();
    return new Value.Constant(new Type.Bool(), holds ? 1 : 0);
  }
}
