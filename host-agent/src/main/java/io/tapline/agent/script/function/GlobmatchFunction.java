package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;

/**
 * {@code globmatch(text, "pattern")}: whether the pattern matches all of the text: {@code *},
 * {@code ?}, {@code [a-z]}, {@code [!abc]}.
 */
final class GlobmatchFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(2, call, lowering);
    Value text = Texts.of(arguments, 0);
    String pattern = arguments.literalText(1);
    return new Value.Call(
        Intrinsic.TEXT_GLOB, List.of(text, lowering.literalText(pattern)), new Type.Bool());
  }
}
