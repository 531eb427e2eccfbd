package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;

/** {@code macaddr(bytes)}: the first six bytes of an array, or at an address, as a MAC address. */
final class MacaddrFunction implements Function {
  private static final int BYTES = 6;

  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    Value source = arguments.value(0);
    if (source instanceof Value.TextConstant) {
      throw arguments.fail("macaddr() does not support literal string arguments");
    }
    Type type = source.type();
    Type mac = new Type.Mac();
    if (type instanceof Type.Pointer pointer) {
      return new Value.MemoryRead(source, 0, pointer.space(), mac);
    }
    if (type instanceof Type.Int) {
      Type.AddressSpace space = lowering.scope().site().arguments().space();
      return new Value.MemoryRead(source, 0, space, mac);
    }
    if (!(type instanceof Type.Array || type instanceof Type.Bytes || type instanceof Type.Text)) {
      throw arguments.onlySupports("array", type);
    }
    if (Storage.valueBytes(type) < BYTES) {
      throw arguments.fail("macaddr() argument must be at least 6 bytes in size");
    }
    if (source instanceof Value.MemoryRead read) {
      return new Value.MemoryRead(read.address(), read.offsetBytes(), read.space(), mac);
    } else if (source instanceof Value.ContextBytes bytes) {
      return new Value.ContextBytes(bytes.offsetBytes(), mac);
    }
    return new Value.PartOf(source, 0, mac);
  }
}
