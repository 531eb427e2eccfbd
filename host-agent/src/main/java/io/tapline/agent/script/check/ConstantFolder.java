package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/** Computes now what is known now, with the arithmetic the program would use. */
final class ConstantFolder {
  private ConstantFolder() {}

  static Value fold(Value.Unary unary) {
    if (!(unary.operand() instanceof Value.Constant operand)) {
      return unary;
    }
    long value = operand.value();
    return switch (unary.operator()) {
      case NEGATE -> new Value.Constant(Type.INT64, -value);
      case COMPLEMENT -> new Value.Constant(unary.type(), ~value);
      case NOT -> new Value.Constant(unary.type(), value == 0 ? 1 : 0);
    };
  }

  static Value fold(Value.Convert convert) {
    if (!(convert.operand() instanceof Value.Constant operand)) {
      return convert;
    }
    int shift = Long.SIZE - convert.type().sizeBytes() * Byte.SIZE;
    long top = operand.value() << shift;
    return new Value.Constant(
        convert.type(), convert.type().signed() ? top >> shift : top >>> shift);
  }

  static Value fold(Value.Arithmetic node) {
    if (!(node.left() instanceof Value.Constant l && node.right() instanceof Value.Constant r)) {
      return node;
    }
    long left = l.value();
    long right = r.value();
    boolean signed = node.type().signed();
    long value =
        switch (node.operator()) {
          case ADD -> left + right;
          case SUBTRACT -> left - right;
          case MULTIPLY -> left * right;
          // The checker refused a right side of zero.
          case DIVIDE -> signed ? left / right : Long.divideUnsigned(left, right);
          case REMAINDER -> signed ? left % right : Long.remainderUnsigned(left, right);
          case AND -> left & right;
          case OR -> left | right;
          case XOR -> left ^ right;
          // As in BPF, only the low six bits of a distance count.
          case SHIFT_LEFT -> left << right;
          case SHIFT_RIGHT -> signed ? left >> right : left >>> right;
        };
    return new Value.Constant(node.type(), value);
  }
}
