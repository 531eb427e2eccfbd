package io.tapline.agent.script.function;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.check.Scope;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.record.RecordTable.Constant;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Optional;

/**
 * {@code signal("SIGKILL")}, {@code signal(9)}: sends a signal to the current process; {@code
 * signal_thread} to the current thread. Unsafe.
 *
 * @param intrinsic which
 */
record SignalFunction(Intrinsic intrinsic) implements Function {
  private static final int LAST = 64;

  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    Scope scope = lowering.scope();
    requireSite(arguments, call);
    if (!scope.arguments().unsafe()) {
      throw arguments.fail(call.function() + "() is unsafe. To use you need the --unsafe flag");
    }
    Value number = number(arguments, call);
    Value sent = new Value.Call(intrinsic, List.of(number), Type.INT64);
    return scope.nothing(List.of(new Action.Evaluate(sent, call.range())));
  }

  private static void requireSite(Arguments arguments, Expression.Call call) {
    Provider provider = arguments.scope().site().point().provider();
    switch (provider) {
      case KPROBE,
          KRETPROBE,
          UPROBE,
          URETPROBE,
          USDT,
          PROFILE,
          TRACEPOINT,
          RAWTRACEPOINT,
          FENTRY,
          FEXIT,
          SOFTWARE,
          HARDWARE,
          WATCHPOINT,
          ASYNCWATCHPOINT -> {}
      default ->
          throw arguments.fail(
              call.function()
                  + "() can not be used for this probetype "
                  + ProbeTypeFunction.word(provider));
    }
  }

  private static Value number(Arguments arguments, Expression.Call call) {
    Value value = arguments.value(0);
    if (value instanceof Value.TextConstant name) {
      return new Value.Constant(Type.UINT64, named(name.text(), arguments));
    }
    if (!(value.type() instanceof Type.Int)) {
      throw arguments.fail(call.function() + "() accepts a string literal or an integer");
    }
    Optional<Value.Constant> constant = arguments.lowering().constant(arguments.written(0));
    if (constant.isPresent() && (constant.get().value() < 1 || constant.get().value() > LAST)) {
      throw arguments.fail(
          call.function()
              + "() accepts a string literal or an integer between 1 and 64 (inclusive)");
    }
    return value;
  }

  private static long named(String name, Arguments arguments) {
    String whole = name.startsWith("SIG") ? name : "SIG" + name;
    Optional<Constant> constant = arguments.scope().records().constant(whole);
    if (constant.isPresent() && constant.get() instanceof Constant.Number number) {
      return number.value();
    }
    throw arguments.fail("Invalid string for signal: " + name, "write SIGKILL, SIGSTOP, ...");
  }
}
