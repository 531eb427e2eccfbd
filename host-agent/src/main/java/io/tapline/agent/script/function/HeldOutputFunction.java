package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;

/**
 * {@code speculate(id)}: what this probe writes from here on is held back. {@code commit(id)}: what
 * is held back under the id is written now. {@code discard(id)}: it is forgotten.
 *
 * @param message which
 */
record HeldOutputFunction(Message message) implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    Value id = lowering.convert(arguments.integer(0), Type.UINT64);
    return lowering.scope().send(message, List.of(id), call.range());
  }
}
