package io.tapline.agent.script.function;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;

/** {@code probetype}: the probe's kind as text; {@code special} at begin, end and self. */
final class ProbeTypeFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments.exactly(0, call, lowering);
    return lowering.literalText(word(lowering.scope().site().point().provider()));
  }

  /** What a kind of probe is called here. */
  static String word(Provider provider) {
    return switch (provider) {
      case BEGIN, END, SELF -> "special";
      default -> provider.keyword();
    };
  }
}
