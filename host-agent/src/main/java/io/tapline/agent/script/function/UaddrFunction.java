package io.tapline.agent.script.function;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.check.LoweringFailure;
import io.tapline.agent.script.check.Scope;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.ProbeCatalog.BinarySymbol;

/**
 * {@code uaddr("symbol")}: where a symbol of the probed binary is in the current process, as a
 * pointer to an unsigned number of the symbol's size; at uprobes. Where the binary is loaded is
 * told by where the probe is.
 */
final class UaddrFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    String name = arguments.literalText(0);
    Scope scope = lowering.scope();
    if (!(scope.site().point() instanceof ProbePoint.Uprobe probe)) {
      throw arguments.fail(
          "uaddr can not be used with \"" + scope.site().point().provider().keyword() + "\" probes",
          "it is for uprobes and uretprobes");
    }
    BinarySymbol wanted = symbol(probe, name, arguments);
    Value distance = new Value.Constant(Type.UINT64, wanted.address() - probe.address());
    Value address =
        new Value.Arithmetic(
            Value.Arithmetic.Operator.ADD,
            new Value.BuiltinRead(Builtin.FUNCTION_ADDRESS),
            distance,
            Type.UINT64);
    return new Value.Retype(address, pointer(wanted));
  }

  private static BinarySymbol symbol(ProbePoint.Uprobe probe, String name, Arguments arguments) {
    return arguments
        .scope()
        .catalog()
        .symbol(probe.binary().toAbsolutePath(), name)
        .orElseThrow(() -> unknown(probe, name, arguments));
  }

  private static LoweringFailure unknown(
      ProbePoint.Uprobe probe, String name, Arguments arguments) {
    return arguments.fail(
        "Could not resolve symbol: " + probe.binary() + ":" + name,
        "it is not in .symtab or .dynsym");
  }

  private static Type pointer(BinarySymbol symbol) {
    long size = symbol.sizeBytes();
    boolean usual = size == 1 || size == 2 || size == 4 || size == 8;
    Type.Int target = new Type.Int(usual ? (int) size : Long.BYTES, false);
    return new Type.Pointer(target, Type.AddressSpace.USER);
  }
}
