package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.check.Scope;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.List;

/**
 * {@code write_user(address, value, bytes)}: writes the first bytes of a value into the current
 * process, as many as are known now. Unsafe.
 */
final class WriteUserFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(3, call, lowering);
    Scope scope = lowering.scope();
    Unsafe.require(call, scope);
    Value address = lowering.convert(arguments.address(0), Type.UINT64);
    Value value = arguments.value(1);
    long bytes = arguments.literalNumber(2);
    int size = Storage.valueBytes(value.type());
    if (bytes < 1 || bytes > size) {
      throw arguments.fail(
          "write_user() of " + bytes + " bytes", "the value has " + size + " bytes");
    }
    Value written = part(value, (int) bytes);
    Value done = new Value.Call(Intrinsic.WRITE_USER, List.of(address, written), Type.INT64);
    return scope.nothing(List.of(new Action.Evaluate(done, call.range())));
  }

  private static Value part(Value value, int bytes) {
    Type.Int octet = new Type.Int(1, false);
    if (!Storage.isScalar(value.type())) {
      return new Value.PartOf(value, 0, new Type.Array(octet, bytes));
    }
    return new Value.Call(Intrinsic.NUMBER_TO_BYTES, List.of(value), new Type.Array(octet, bytes));
  }
}
