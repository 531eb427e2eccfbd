package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.check.Scope;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * {@code exit([code])}: ends the tracing when the host reads it; this hit ends here. Maps are shown
 * and {@code end} is run as at any other end.
 */
final class ExitFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.between(0, 1, call, lowering);
    List<Value> code = arguments.size() == 0 ? List.of() : List.of(arguments.integer(0));
    Scope scope = lowering.scope();
    Action exit = scope.sending(new Message.Exit(), code, call.range());
    return scope.nothing(List.of(exit, new Action.Return(Optional.empty(), call.range())));
  }
}
