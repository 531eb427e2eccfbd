package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Value;

/**
 * {@code comm}: the current thread's name. {@code comm(pid)} needs a function of the kernel that
 * programs of few kinds may call; it is refused.
 */
final class CommFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.between(0, 1, call, lowering);
    if (arguments.size() == 1) {
      throw arguments.fail(
          "Syntax comm(PID) is not supported in this probe type yet. Type: "
              + ProbeTypeFunction.word(lowering.scope().site().point().provider()),
          "comm is the current thread's name, pcomm its process's");
    }
    return new Value.BuiltinRead(Builtin.COMM);
  }
}
