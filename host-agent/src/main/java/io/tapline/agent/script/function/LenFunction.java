package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;

/** {@code len(@map)}: how many entries it has. {@code len(stack)}: how many frames. */
final class LenFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    if (arguments.written(0) instanceof Expression.MapAccess map && map.keys().isEmpty()) {
      if (!lowering.hasKeys(map.name()).orElse(true)) {
        return scalar(map, arguments);
      }
      return new Value.MapLength(lowering.scriptMap(map), Type.INT64);
    }
    return stack(arguments.value(0), arguments);
  }

  /** A map without keys may hold a stack. */
  private static Value scalar(Expression.MapAccess map, Arguments arguments) {
    if (arguments.lowering().gathered(map).isEmpty()) {
      Value held = arguments.lowering().lower(map);
      if (held.type() instanceof Type.Stack) {
        return stack(held, arguments);
      }
    }
    throw arguments.fail("call to len() expects a map with explicit keys (non-scalar map)");
  }

  private static Value stack(Value value, Arguments arguments) {
    if (!(value.type() instanceof Type.Stack)) {
      throw arguments.fail("call to len() expects a map, ustack, or kstack");
    }
    Value frames = new Value.PartOf(value, Storage.STACK_FRAMES_OFFSET, Type.UINT32);
    return arguments.lowering().convert(frames, Type.INT64);
  }
}
