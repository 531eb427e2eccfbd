package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.OptionalInt;

/**
 * {@code cpid}: the process id of the command that {@code -c} started; 0 with a warning when there
 * is none. {@code has_cpid}: whether there is one.
 *
 * @param asks whether it is the question
 */
record ChildFunction(boolean asks) implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments.exactly(0, call, lowering);
    OptionalInt child = lowering.scope().arguments().child();
    if (asks) {
      return new Value.Constant(new Type.Bool(), child.isPresent() ? 1 : 0);
    }
    if (child.isEmpty()) {
      lowering.scope().warn(call.range(), "No child command (`-c`); cpid is zero");
    }
    return new Value.Constant(Type.UINT64, child.orElse(0));
  }
}
