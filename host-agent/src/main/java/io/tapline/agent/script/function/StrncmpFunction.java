package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Optional;

/** {@code strncmp(text, text, bytes)}: 0 when the first bytes are the same, else 1. */
final class StrncmpFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(3, call, lowering);
    Value left = text(arguments, 0);
    Value right = text(arguments, 1);
    Optional<Value.Constant> bytes = lowering.constant(arguments.written(2));
    if (bytes.isEmpty() || bytes.get().value() < 0) {
      throw arguments.fail("Builtin strncmp requires a non-negative literal");
    }
    Value count = new Value.Constant(Type.UINT64, bytes.get().value());
    return new Value.Call(Intrinsic.TEXT_DIFFERS, List.of(left, right, count), Type.UINT64);
  }

  private static Value text(Arguments arguments, int index) {
    Value value = arguments.value(index);
    if (!(value.type() instanceof Type.Text)) {
      throw arguments.onlySupports("string", value.type());
    }
    return value;
  }
}
