package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.LoweringFailure;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.Optional;

/**
 * How many bytes {@code str}, {@code buf} and {@code path} are to read at most.
 *
 * @param bytes the most there can be
 * @param dynamic the number itself where it is known only when the probe is hit
 * @param known whether the script says a number that is known now
 */
record LengthArgument(int bytes, Optional<Value> dynamic, boolean known) {

  /** The argument at an index, if there is one; at most as long as the settings allow. */
  static LengthArgument of(int index, Expression.Call call, Arguments arguments) {
    int most = arguments.scope().limits().defaultTextBytes();
    if (index >= arguments.size()) {
      return new LengthArgument(most, Optional.empty(), false);
    }
    Value length = arguments.integer(index);
    Optional<Value.Constant> constant = arguments.lowering().constant(arguments.written(index));
    if (constant.isEmpty()) {
      return new LengthArgument(
          most, Optional.of(arguments.lowering().convert(length, Type.UINT64)), false);
    }
    long bytes = constant.get().value();
    if (bytes < 0) {
      throw negative(call, bytes, arguments);
    }
    if (bytes > most) {
      arguments
          .scope()
          .warn(
              call.range(),
              "length param ("
                  + bytes
                  + ") is too long and will be shortened to "
                  + most
                  + " bytes (see BPFTRACE_MAX_STRLEN)");
    }
    return new LengthArgument((int) Math.min(bytes, most), Optional.empty(), true);
  }

  private static LoweringFailure negative(Expression.Call call, long bytes, Arguments arguments) {
    return arguments.fail(call.function() + "() cannot use negative length (" + bytes + ")");
  }
}
