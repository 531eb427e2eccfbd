package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.OptionalLong;

/** {@code kaddr("name")}: the address of a symbol of the kernel, known now. */
final class KaddrFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    String name = arguments.literalText(0);
    return new Value.Constant(Type.UINT64, address(name, arguments));
  }

  /** A symbol's address; refuses what the kernel does not show. */
  static long address(String name, Arguments arguments) {
    OptionalLong address = arguments.scope().catalog().kernelSymbol(name);
    return address.orElseThrow(
        () ->
            arguments.fail(
                "Failed to resolve kernel symbol: " + name, "see /proc/kallsyms as root"));
  }
}
