package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code printf(format, values...)} and its kin {@code warnf}, {@code errorf}, {@code cat}, {@code
 * system}: text that the host makes of the values as they are now.
 *
 * @param purpose what becomes of the text
 * @param unsafe whether it changes the system, so that it has to be allowed
 */
record FormatFunction(Message.Purpose purpose, boolean unsafe) implements Function {
  private static final int MOST = 1000;

  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.between(1, MOST, call, lowering);
    if (unsafe) {
      Unsafe.require(call, lowering.scope());
    }
    String format = arguments.literalText(0);
    List<Value> values = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i++) {
      values.add(arguments.value(i));
    }
    List<Type> types = values.stream().map(Value::type).toList();
    PrintfFormat.of(format)
        .complaint(types)
        .ifPresent(
            complaint -> {
              throw arguments.fail(complaint);
            });
    return lowering
        .scope()
        .send(new Message.Formatted(purpose, format, call.range()), values, call.range());
  }
}
