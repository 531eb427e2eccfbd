package io.tapline.agent.script.function;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/** {@code func}: the probed function, shown by its name; at kprobes, uprobes and fentry. */
final class FuncFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(0, call, lowering);
    Provider provider = lowering.scope().site().point().provider();
    Value address = new Value.BuiltinRead(Builtin.FUNCTION_ADDRESS);
    return switch (provider) {
      case UPROBE, URETPROBE -> new Value.UserSymbolOf(address, new Type.UserSymbol());
      case KPROBE, KRETPROBE, FENTRY, FEXIT -> SymbolFunction.kernel(address);
      default ->
          throw arguments.fail(
              "The func builtin can not be used with '" + provider.keyword() + "' probes");
    };
  }
}
