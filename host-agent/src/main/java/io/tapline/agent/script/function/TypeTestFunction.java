package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.function.Predicate;

/**
 * {@code is_array(x)}, {@code is_integer(x)}, {@code is_literal(x)} ...: what kind of value that
 * is, known now; it is not computed.
 */
record TypeTestFunction(Predicate<Value> test) implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    boolean holds = test.test(arguments.value(0));
    return new Value.Constant(new Type.Bool(), holds ? 1 : 0);
  }

  static boolean isArray(Value value) {
    return value.type() instanceof Type.Array || value.type() instanceof Type.Bytes;
  }

  static boolean isInteger(Value value) {
    return value.type() instanceof Type.Int;
  }

  static boolean isUnsigned(Value value) {
    return value.type() instanceof Type.Int type && !type.signed();
  }

  static boolean isPointer(Value value) {
    return value.type() instanceof Type.Pointer;
  }

  static boolean isText(Value value) {
    return value.type() instanceof Type.Text;
  }

  static boolean isLiteral(Value value) {
    return value instanceof Value.Constant || value instanceof Value.TextConstant;
  }
}
