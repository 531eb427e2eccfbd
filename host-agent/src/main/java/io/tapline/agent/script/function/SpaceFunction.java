package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/**
 * {@code kptr(address)}, {@code uptr(address)}: the same address, of the kernel's or the current
 * process's memory.
 */
record SpaceFunction(Type.AddressSpace space) implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    Value address = arguments.address(0);
    Type target = address.type() instanceof Type.Pointer pointer ? pointer.target() : Type.UINT64;
    Value number =
        address.type() instanceof Type.Pointer ? address : lowering.convert(address, Type.UINT64);
    return new Value.Retype(number, new Type.Pointer(target, space));
  }
}
