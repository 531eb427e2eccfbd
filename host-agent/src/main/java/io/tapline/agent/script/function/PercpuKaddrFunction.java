package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;

/**
 * {@code percpu_kaddr("name" [, cpu])}: the address of a per-CPU variable of the kernel, on the
 * current CPU or another; 0 for a CPU that there is not.
 */
final class PercpuKaddrFunction implements Function {
  private static final String OFFSETS = "__per_cpu_offset";

  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.between(1, 2, call, lowering);
    long variable = KaddrFunction.address(arguments.literalText(0), arguments);
    long offsets = KaddrFunction.address(OFFSETS, arguments);
    Value cpu = arguments.size() == 2 ? arguments.integer(1) : new Value.BuiltinRead(Builtin.CPU);
    return new Value.Call(
        Intrinsic.PERCPU_ADDRESS,
        List.of(
            new Value.Constant(Type.UINT64, variable),
            cpu,
            new Value.Constant(Type.UINT64, offsets),
            new Value.Constant(Type.UINT64, lowering.scope().catalog().cpus())),
        Type.UINT64);
  }
}
