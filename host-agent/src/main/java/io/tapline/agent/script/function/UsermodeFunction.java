package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;

/**
 * {@code usermode}: 1 when the processor was running a program's own code, 0 in the kernel. Where
 * the probe does not tell the registers, the kernel is running, except that {@code begin} and its
 * kin are the tracer's own.
 */
final class UsermodeFunction implements Function {
  private static final Type.Int TYPE = new Type.Int(1, true);

  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments.exactly(0, call, lowering);
    if (lowering.scope().site().arguments().hasRegisters()) {
      return new Value.Call(Intrinsic.USER_MODE, List.of(), TYPE);
    }
    boolean own =
        switch (lowering.scope().site().point().provider()) {
          case BEGIN, END, SELF, INTERVAL, BENCH, TEST -> true;
          default -> false;
        };
    return lowering.convert(new Value.Constant(Type.INT64, own ? 1 : 0), TYPE);
  }
}
