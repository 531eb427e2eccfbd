package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;

/**
 * {@code find(@map, key, $variable)}: whether the map holds something under the key; if so, the
 * variable is set to it. The variable may begin here.
 */
final class FindFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(3, call, lowering);
    Expression.MapAccess written = MapArgument.keyed(arguments, call);
    if (!(arguments.written(2) instanceof Expression.Variable variable)) {
      throw lowering
          .scope()
          .fail(
              arguments.written(2).range(),
              "Mismatched arg. find() expects a variable",
              "write find(@name, key, $found)");
    }
    List<Value> keys = MapArgument.keys(written, arguments.written(1), lowering);
    ScriptMap map = lowering.scriptMap(written);
    if (!(map instanceof StateMap state)) {
      throw arguments.fail(
          "find() expects a map of values, " + written.name() + " is an aggregation",
          "read it as a number: (int64)" + written.name() + "[key]");
    }
    Scratch result = lowering.filled(variable, state.value());
    return new Value.FindInMap(map, keys, result, new Type.Bool());
  }
}
