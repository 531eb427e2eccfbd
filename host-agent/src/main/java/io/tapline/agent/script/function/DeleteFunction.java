package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;

/**
 * {@code delete(@map, key)}, {@code delete(@map)} for one without keys, or as of old {@code
 * delete(@map[key])}: takes the entry away; whether there was one.
 */
final class DeleteFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.between(1, 2, call, lowering);
    if (!lowering.scope().isTrace()) {
      throw arguments.fail("delete(...) is a statement and has no value");
    }
    if (!(arguments.written(0) instanceof Expression.MapAccess written)) {
      throw arguments.fail("delete() takes a map's entry", "write delete(@name, key)");
    }
    Expression.MapAccess whole =
        new Expression.MapAccess(written.name(), List.of(), written.range());
    List<Value> keys = keys(written, arguments, call);
    ScriptMap map = lowering.scriptMap(whole);
    return new Value.MapDelete(map, keys, new Type.Bool());
  }

  private static List<Value> keys(
      Expression.MapAccess written, Arguments arguments, Expression.Call call) {
    ExpressionLowering lowering = arguments.lowering();
    if (arguments.size() == 2) {
      return MapArgument.keys(MapArgument.keyed(arguments, call), arguments.written(1), lowering);
    }
    if (written.keys().isEmpty() && lowering.hasKeys(written.name()).orElse(false)) {
      throw arguments.fail(
          "call to delete() with a single argument expects a map without explicit keys (scalar"
              + " map)",
          "write delete(" + written.name() + ", key), or clear(" + written.name() + ")");
    }
    return lowering.keys(written);
  }
}
