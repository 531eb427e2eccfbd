package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/**
 * A builtin that is one number or text of the kernel: {@code cpu}, {@code uid}, {@code cgroup} ...
 *
 * @param builtin what is read
 * @param type what it is for bpftrace; in the pipeline it is what the kernel has
 */
record BuiltinFunction(Builtin builtin, Type type) implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments.exactly(0, call, lowering);
    Value read = new Value.BuiltinRead(builtin);
    return lowering.scope().isTrace() && type instanceof Type.Int number
        ? lowering.convert(read, number)
        : read;
  }
}
