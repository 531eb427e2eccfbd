package io.tapline.agent.script.function;

import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/**
 * {@code ntop([family,] bytes)}: an internet address out of 4 or 16 bytes in network order. Their
 * number says which family it is, so the family is not looked at.
 */
final class NtopFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Function.requireArguments(call, lowering, 1, 2, "write ntop(args.daddr)");
    Expression last = call.arguments().get(call.arguments().size() - 1).value();
    Value bytes = lowering.lower(last);
    if (bytes instanceof Value.ContextBytes context
        && context.type() instanceof Type.Bytes type
        && (type.sizeBytes() == 4 || type.sizeBytes() == 16)) {
      return new Value.ContextBytes(context.offsetBytes(), new Type.Address(type.sizeBytes()));
    }
    throw lowering
        .scope()
        .fail(last.range(), "ntop() of " + bytes.type(), "it takes a field of 4 or 16 bytes");
  }
}
