package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;

/** {@code strcap(text)}: how many bytes there is room for, NUL included; known now. */
final class StrcapFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    return lowering.numberOf(Texts.capacity(Texts.of(arguments, 0)));
  }
}
