package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.ScriptBytes;
import io.tapline.agent.script.type.Type;
import java.util.List;

/** {@code strlen(text)}: how many bytes it has before its NUL, as a uint64. */
final class StrlenFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    Value text = Texts.of(arguments, 0);
    return text instanceof Value.TextConstant constant
        ? new Value.Constant(Type.UINT64, ScriptBytes.of(constant.text()).length)
        : new Value.Call(Intrinsic.TEXT_LENGTH, List.of(text), Type.UINT64);
  }
}
