package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;

/**
 * {@code ntop([family,] address)}: an internet address out of 4 or 16 bytes in network order, or
 * out of a number for version 4. Without a family their number says which it is; in the pipeline
 * always.
 */
final class NtopFunction implements Function {
  /** AF_INET, AF_INET6: include/linux/socket.h. */
  private static final int VERSION_4 = 2;

  private static final int VERSION_6 = 10;

  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    if (!lowering.scope().isTrace()) {
      return pipeline(call, lowering);
    }
    if (call.arguments().isEmpty()) {
      throw lowering
          .scope()
          .fail(call.range(), "ntop() requires at least one argument (0 provided)", "");
    }
    Arguments arguments = Arguments.between(1, 2, call, lowering);
    Value address = arguments.value(arguments.size() - 1);
    int version = version(address.type(), arguments);
    Value family =
        arguments.size() == 2 ? arguments.integer(0) : new Value.Constant(Type.INT64, version);
    if (address.type() instanceof Type.Int) {
      address = lowering.convert(address, Type.UINT32);
    }
    return new Value.InetOf(family, address, new Type.Inet());
  }

  private static int version(Type type, Arguments arguments) {
    if (type instanceof Type.Int) {
      return VERSION_4;
    }
    boolean bytes =
        type instanceof Type.Array || type instanceof Type.Bytes || type instanceof Type.Text;
    if (!bytes) {
      throw arguments.fail(
          "ntop() expects an integer or array argument, got " + Arguments.word(type));
    }
    int size = Storage.valueBytes(type);
    if (size != 4 && size != 16) {
      throw arguments.fail("ntop() argument must be 4 or 16 bytes in size");
    }
    return size == 4 ? VERSION_4 : VERSION_6;
  }

  private static Value pipeline(Expression.Call call, ExpressionLowering lowering) {
    Function.requireArguments(call, lowering, 1, 2, "write ntop(args.daddr)");
    Expression last = call.arguments().get(call.arguments().size() - 1).value();
    Value bytes = lowering.lower(last);
    if (bytes instanceof Value.ContextBytes context
        && context.type() instanceof Type.Bytes type
        && (type.sizeBytes() == 4 || type.sizeBytes() == 16)) {
      return new Value.ContextBytes(context.offsetBytes(), new Type.Address(type.sizeBytes()));
    }
    throw lowering
        .scope()
        .fail(last.range(), "ntop() of " + bytes.type(), "it takes a field of 4 or 16 bytes");
  }
}
