package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.check.Scope;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Value;
import java.util.Map;

/**
 * {@code nsecs}, {@code nsecs(clock)}: nanoseconds of {@code boot}, {@code monotonic}, {@code tai}
 * or {@code sw_tai}, which the kernel has for us as tai; of {@code boot} if the script does not
 * say, in the pipeline of {@code monotonic}.
 */
final class ClockFunction implements Function {
  private static final Map<String, Builtin> CLOCKS =
      Map.of(
          "boot", Builtin.BOOT_NSECS,
          "monotonic", Builtin.NSECS,
          "tai", Builtin.TAI_NSECS,
          "sw_tai", Builtin.TAI_NSECS);

  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.between(0, 1, call, lowering);
    Scope scope = lowering.scope();
    if (arguments.size() == 0) {
      return new Value.BuiltinRead(scope.isTrace() ? Builtin.BOOT_NSECS : Builtin.NSECS);
    }
    if (!(arguments.written(0) instanceof Expression.Identifier name)) {
      throw arguments.onlySupports("timestamp_mode", arguments.value(0).type());
    }
    Builtin clock = CLOCKS.get(name.name());
    if (clock == null) {
      throw scope.fail(
          name.range(),
          "Invalid timestamp mode: " + name.name(),
          "clocks are monotonic, boot, tai and sw_tai");
    }
    return new Value.BuiltinRead(clock);
  }
}
