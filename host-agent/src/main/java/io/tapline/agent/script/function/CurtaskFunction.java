package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/** {@code curtask}: the address of the current thread's struct task_struct. */
final class CurtaskFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments.exactly(0, call, lowering);
    Value read = new Value.BuiltinRead(Builtin.CURTASK);
    return lowering
        .scope()
        .records()
        .named("struct task_struct")
        .<Value>map(t -> new Value.Retype(read, new Type.Pointer(t, Type.AddressSpace.KERNEL)))
        .orElse(read);
  }
}
