package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;

/** {@code default_str_length}: bytes of a text whose length the script does not say, known now. */
final class DefaultLengthFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments.exactly(0, call, lowering);
    return lowering.numberOf(lowering.scope().limits().defaultTextBytes());
  }
}
