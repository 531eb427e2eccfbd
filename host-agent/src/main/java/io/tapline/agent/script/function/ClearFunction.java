package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.Value;
import java.util.List;

/**
 * {@code clear(@map)}: every key goes. {@code zero(@map)}: every value becomes zero. The host does
 * it when it reads the request.
 *
 * @param zero whether keys stay
 */
record ClearFunction(boolean zero) implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    if (!(arguments.written(0) instanceof Expression.MapAccess written)
        || !written.keys().isEmpty()) {
      throw lowering
          .scope()
          .fail(
              arguments.written(0).range(),
              call.function() + "() expects a map argument",
              "write " + call.function() + "(@name)");
    }
    ScriptMap map = lowering.scriptMap(written);
    Message message = zero ? new Message.Zero(map) : new Message.Clear(map);
    return lowering.scope().send(message, List.of(), call.range());
  }
}
