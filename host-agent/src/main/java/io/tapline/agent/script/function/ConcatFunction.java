package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;

/** {@code str_concat(text, text)}: both as one text, cut where texts are at their longest. */
final class ConcatFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(2, call, lowering);
    Value left = Texts.of(arguments, 0);
    Value right = Texts.of(arguments, 1);
    if (left instanceof Value.TextConstant l && right instanceof Value.TextConstant r) {
      return lowering.text(l.text() + r.text(), call.range());
    }
    int most = lowering.scope().limits().defaultTextBytes();
    int bytes = Math.min(most, Texts.capacity(left) + Texts.capacity(right));
    return new Value.Call(Intrinsic.TEXT_JOIN, List.of(left, right), new Type.Text(bytes));
  }
}
