package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.check.LoweringFailure;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code fail(format, literals...)}: refuses the script with these words, wherever it is looked at:
 * in a branch that is never taken too, unless {@code comptime} leaves that out.
 */
final class FailFunction implements Function {
  private static final int MOST = 1000;

  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.between(1, MOST, call, lowering);
    String format = arguments.literalText(0);
    List<Value> values = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i++) {
      values.add(literal(arguments, i));
    }
    List<Type> types = values.stream().map(Value::type).toList();
    throw PrintfFormat.of(format)
        .complaint(types)
        .map(arguments::fail)
        .orElseGet(() -> fail(arguments, format, values));
  }

  private static LoweringFailure fail(Arguments arguments, String format, List<Value> values) {
    return arguments.fail(LiteralFormat.format(format, values));
  }

  private static Value literal(Arguments arguments, int index) {
    Value value = arguments.value(index);
    if (value instanceof Value.TextConstant || value instanceof Value.Constant) {
      return value;
    }
    throw arguments.fail("fail() only supports literal arguments", "values are not known yet");
  }
}
