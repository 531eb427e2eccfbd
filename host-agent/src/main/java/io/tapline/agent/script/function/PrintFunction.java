package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code print(@map [, top [, divisor]])}: a map as it is when the host reads it. {@code
 * print(@map[key])}: what a map holds under a key. {@code print(value)}: any value as it is now.
 */
final class PrintFunction implements Function {
  /** What maps gather that is one number, which a program can read. */
  private static final Set<String> NUMBERS = Set.of("count_t", "sum_t", "min_t", "max_t", "avg_t");

  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.between(1, 3, call, lowering);
    if (arguments.written(0) instanceof Expression.MapAccess map) {
      if (map.keys().isEmpty()) {
        return map(map, arguments, call, lowering);
      }
      requireAlone(arguments);
      String gathered = lowering.gathered(map).orElse("");
      if (gathered.endsWith("stats_t") || gathered.equals("stddev_t")) {
        return gathered(map, call, lowering);
      }
      if (!gathered.isEmpty() && !NUMBERS.contains(gathered.replaceFirst("^u", ""))) {
        throw arguments.fail(
            "Map type "
                + gathered
                + " cannot print the value of individual keys. You must print the whole map.");
      }
    }
    requireAlone(arguments);
    return value(arguments, call, lowering);
  }

  private static void requireAlone(Arguments arguments) {
    if (arguments.size() > 1) {
      throw arguments.fail("Non-map print() only takes 1 argument, " + arguments.size() + " found");
    }
  }

  /** Top and divisor are told as numbers of 64 bits. */
  private static Value map(
      Expression.MapAccess written,
      Arguments arguments,
      Expression.Call call,
      ExpressionLowering lowering) {
    List<Value> limits = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i++) {
      long number = arguments.literalNumber(i);
      limits.add(new Value.Constant(Type.UINT64, number));
    }
    ScriptMap map = lowering.scriptMap(written);
    return lowering.scope().send(new Message.PrintMap(map), limits, call.range());
  }

  /** Several numbers under one key: the host adds them up from all CPUs. */
  private static Value gathered(
      Expression.MapAccess written, Expression.Call call, ExpressionLowering lowering) {
    List<Value> keys = lowering.keys(written);
    ScriptMap map =
        lowering.scriptMap(new Expression.MapAccess(written.name(), List.of(), written.range()));
    return lowering.scope().send(new Message.PrintMapValue(map), keys, call.range());
  }

  private static Value value(
      Arguments arguments, Expression.Call call, ExpressionLowering lowering) {
    Value value = arguments.value(0);
    if (value.type() instanceof Type.None) {
      if (value instanceof Value.Sequence) {
        throw arguments.fail("none type passed to print() is not printable");
      }
      throw arguments.fail("void type passed to print() is not printable");
    }
    if (!isPrintable(value)) {
      throw arguments.fail(value.type() + " type passed to print() is not printable");
    }
    return lowering.scope().send(new Message.PrintValue(), List.of(value), call.range());
  }

  /** {@code ctx} is an address that says nothing outside of the probe. */
  private static boolean isPrintable(Value value) {
    return !(value instanceof Value.ContextAddress);
  }
}
