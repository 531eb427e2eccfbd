package io.tapline.agent.script.function;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.check.Scope;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;

/**
 * {@code override(number)}: the probed function of the kernel returns that instead of running; at
 * kprobes. Unsafe.
 */
final class OverrideFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    Scope scope = lowering.scope();
    if (scope.site().point().provider() != Provider.KPROBE) {
      throw arguments.fail("override() can only be used inside kprobes");
    }
    Unsafe.require(call, scope);
    Value number = lowering.convert(arguments.address(0), Type.UINT64);
    Value done = new Value.Call(Intrinsic.OVERRIDE_RETURN, List.of(number), Type.INT64);
    return scope.nothing(List.of(new Action.Evaluate(done, call.range())));
  }
}
