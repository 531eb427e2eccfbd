package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.Value;
import java.util.List;

/** {@code time([format])}: writes the wall time at which the host reads it; see strftime(3). */
final class TimeFunction implements Function {
  private static final String USUAL = "%H:%M:%S\n";

  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.between(0, 1, call, lowering);
    String format = arguments.size() == 0 ? USUAL : arguments.literalText(0);
    return lowering.scope().send(new Message.Time(format), List.of(), call.range());
  }
}
