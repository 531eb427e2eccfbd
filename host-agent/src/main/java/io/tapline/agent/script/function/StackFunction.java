package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code kstack([mode,] [frames])}, {@code ustack(...)}: the calls that led here, innermost first.
 * Modes are {@code bpftrace} (name+offset), {@code perf} (address, name+offset, file) and {@code
 * raw} (address); 127 frames unless the script says.
 *
 * @param user the program's calls, or the kernel's
 */
record StackFunction(boolean user) implements Function {
  private static final int FRAMES = 127;
  private static final int MOST_FRAMES = 1024;

  private static final Map<String, Type.StackMode> MODES =
      Map.of(
          "bpftrace", Type.StackMode.BPFTRACE,
          "perf", Type.StackMode.PERF,
          "raw", Type.StackMode.RAW);

  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.between(0, 2, call, lowering);
    Type.StackMode mode = lowering.scope().config().stackMode();
    int limit = 0;
    Optional<String> word = arguments.size() == 0 ? Optional.empty() : word(arguments.written(0));
    if (arguments.size() == 2 && word.isEmpty()) {
      throw arguments.fail("Expected stack mode as first argument", "write kstack(perf, 3)");
    }
    if (word.isPresent()) {
      mode = mode(word.get(), arguments);
      limit = 1;
    }
    int frames = arguments.size() > limit ? frames(arguments, limit, call) : FRAMES;
    return new Value.StackTrace(new Type.Stack(user, mode, frames));
  }

  /** A lone name that is neither a builtin's nor a constant's is meant for a mode. */
  private static Optional<String> word(Expression written) {
    return written instanceof Expression.Identifier name
        ? Optional.of(name.name())
        : Optional.empty();
  }

  private static Type.StackMode mode(String word, Arguments arguments) {
    Type.StackMode mode = MODES.get(word.toLowerCase(Locale.ROOT));
    if (mode != null) {
      return mode;
    }
    String hint = word.equals("build_id") ? "stacks by build id are not built" : "";
    throw arguments
        .scope()
        .fail(
            arguments.written(0).range(),
            "Error parsing stack mode: Invalid value for stack_mode: valid values are bpftrace,"
                + " raw, and perf.",
            hint);
  }

  private static int frames(Arguments arguments, int index, Expression.Call call) {
    Optional<Value.Constant> constant = arguments.lowering().constant(arguments.written(index));
    if (constant.isEmpty() || constant.get().value() < 0) {
      throw arguments.fail(call.function() + ": invalid limit value");
    }
    long frames = constant.get().value();
    if (frames > MOST_FRAMES) {
      throw arguments.fail(
          call.function()
              + "([int limit]): limit shouldn't exceed "
              + MOST_FRAMES
              + ", "
              + frames
              + " given");
    }
    return (int) frames;
  }
}
