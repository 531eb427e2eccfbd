package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.check.Scope;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.Optional;

/**
 * {@code str} in the pipeline, where texts have the size that rows keep room for: the length is
 * known when the script is compiled, and text of the traced record is taken as it is.
 */
final class PipelineText {
  private PipelineText() {}

  static Value lower(Expression.Call call, ExpressionLowering lowering) {
    Function.requireArguments(call, lowering, 1, 2, "write str(address) or str(address, bytes)");
    Scope scope = lowering.scope();
    Value source = lowering.lower(call.arguments().get(0).value());
    int bytes =
        call.arguments().size() == 2
            ? (int)
                lowering.literal(
                    call.arguments().get(1).value(), "the length", 2, scope.limits().maxTextBytes())
            : 0;
    Type.Text type = new Type.Text(bytes == 0 ? scope.limits().defaultTextBytes() : bytes);
    if (source instanceof Value.LocatedText text) {
      return new Value.LocatedText(text.offsetBytes(), type);
    }
    if (source.type() instanceof Type.Text) {
      return source;
    }
    if (source.type() instanceof Type.Pointer pointer) {
      return new Value.TextRead(source, Optional.empty(), pointer.space(), type);
    }
    if (source.type() instanceof Type.Int) {
      return new Value.TextRead(source, Optional.empty(), scope.site().arguments().space(), type);
    }
    throw scope.fail(call.range(), "str() of " + source.type(), "it takes an address");
  }
}
