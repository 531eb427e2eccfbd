package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/**
 * {@code ksym(address)}, {@code usym(address)}: an address that the host shows as the name of the
 * function it is in.
 *
 * @param user whether the address is the current process's
 */
record SymbolFunction(boolean user) implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    Value address = arguments.value(0);
    boolean fits = address.type() instanceof Type.Int || address.type() instanceof Type.Pointer;
    if (!fits) {
      throw arguments.fail(call.function() + "() expects an integer or pointer argument");
    }
    return user
        ? new Value.UserSymbolOf(address, new Type.UserSymbol())
        : kernel(lowering.convert(address, Type.UINT64));
  }

  /** A kernel address as its symbol. */
  static Value kernel(Value address) {
    return new Value.Retype(address, new Type.KernelSymbol());
  }
}
