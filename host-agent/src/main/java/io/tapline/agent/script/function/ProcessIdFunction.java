package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Value;

/**
 * {@code pid}, {@code pid(curr_ns)}, {@code pid(init)} and {@code tid} likewise: ids of process and
 * thread, as the agent's own process id namespace has them or as the first one.
 *
 * @param own in the agent's namespace
 * @param initial in the first namespace
 */
record ProcessIdFunction(Builtin own, Builtin initial) implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.between(0, 1, call, lowering);
    if (arguments.size() == 0) {
      return own(lowering);
    }
    if (!(arguments.written(0) instanceof Expression.Identifier name)) {
      throw arguments.fail(call.function() + "() only supports curr_ns and init as the argument");
    }
    return switch (name.name()) {
      case "curr_ns" -> own(lowering);
      case "init" -> new Value.BuiltinRead(initial);
      default ->
          throw lowering
              .scope()
              .fail(
                  name.range(),
                  "Invalid PID namespace mode: " + name.name() + " (expects: curr_ns or init)",
                  "");
    };
  }

  /** The same as in the first, where that is the agent's own. */
  private Value own(ExpressionLowering lowering) {
    boolean other = lowering.scope().arguments().namespace().isPresent();
    return new Value.BuiltinRead(other ? own : initial);
  }
}
