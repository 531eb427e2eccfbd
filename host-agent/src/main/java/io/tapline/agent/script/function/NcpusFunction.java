package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/** {@code ncpus}: how many processors the host can have, known now. */
final class NcpusFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments.exactly(0, call, lowering);
    return new Value.Constant(Type.UINT64, lowering.scope().catalog().cpus());
  }
}
