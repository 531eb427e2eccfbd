package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;

/** {@code has_key(@map, key)}: whether the map holds something under the key. */
final class HasKeyFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(2, call, lowering);
    Expression.MapAccess written = MapArgument.keyed(arguments, call);
    List<Value> keys = MapArgument.keys(written, arguments.written(1), lowering);
    ScriptMap map = lowering.scriptMap(written);
    return new Value.MapHas(map, keys, new Type.Bool());
  }
}
