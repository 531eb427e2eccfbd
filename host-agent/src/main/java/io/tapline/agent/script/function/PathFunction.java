package io.tapline.agent.script.function;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Set;

/**
 * {@code path(path [, bytes])}: the whole path that a struct path or the address of one names; at
 * iterators, fentry and fexit, where the kernel lets programs ask.
 */
final class PathFunction implements Function {
  private static final Set<Provider> SITES = Set.of(Provider.FENTRY, Provider.FEXIT, Provider.ITER);

  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.between(1, 2, call, lowering);
    if (!SITES.contains(lowering.scope().site().point().provider())) {
      throw arguments.fail(
          "The path function can only be used with 'fentry', 'fexit', 'iter' probes");
    }
    LengthArgument length = LengthArgument.of(1, call, arguments);
    if (length.dynamic().isPresent() || length.bytes() == 0) {
      throw arguments.fail("path() takes a length that is known when the script is compiled");
    }
    Value address = address(arguments.value(0), arguments);
    return new Value.Call(Intrinsic.PATH_TEXT, List.of(address), new Type.Text(length.bytes()));
  }

  /** What was read from memory is meant by its address. */
  private static Value address(Value path, Arguments arguments) {
    if (isPath(path.type()) && path instanceof Value.MemoryRead read) {
      Type pointer = new Type.Pointer(path.type(), read.space());
      Value base = new Value.Retype(read.address(), Type.UINT64);
      Value offset = new Value.Constant(Type.UINT64, read.offsetBytes());
      return new Value.Retype(
          new Value.Arithmetic(Value.Arithmetic.Operator.ADD, base, offset, Type.UINT64), pointer);
    }
    if (path.type() instanceof Type.Pointer pointer && isPath(pointer.target())) {
      return path;
    }
    throw arguments.fail(
        "path() only supports 'struct path' or a pointer to it as the first argument ("
            + path.type()
            + " provided)");
  }

  private static boolean isPath(Type type) {
    return type.toString().equals("struct path");
  }
}
