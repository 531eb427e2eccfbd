package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;

/** {@code speculation()}: a new id under which output can be held back; never 0. */
final class SpeculationFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(0, call, lowering);
    if (!lowering.scope().isTrace()) {
      throw arguments.fail("the pipeline holds no output back");
    }
    return new Value.Call(Intrinsic.SPECULATION, List.of(), Type.UINT64);
  }
}
