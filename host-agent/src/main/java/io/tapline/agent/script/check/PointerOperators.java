package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;

/** Operators with an address on one side or both. */
final class PointerOperators {
  private final Scope scope;

  PointerOperators(Scope scope) {
    this.scope = scope;
  }

  Value binary(Operators.Operation operation) {
    BinaryOperator operator = operation.operator();
    Type left = operation.left().type();
    Type right = operation.right().type();
    boolean scalars = isScalar(left) && isScalar(right);
    if (scalars && Operations.isLogical(operator)) {
      boolean and = operator == BinaryOperator.LOGICAL_AND;
      return new Value.Logical(and, operation.left(), operation.right(), new Type.Bool());
    }
    if (scalars && Operations.isComparison(operator)) {
      warnAboutTargets(operation);
      return new Value.Comparison(
          Operations.comparison(operator),
          false,
          operation.left(),
          operation.right(),
          new Type.Bool());
    }
    boolean leftMoves = left instanceof Type.Pointer && TypeRules.asOperand(right).isPresent();
    boolean rightMoves = right instanceof Type.Pointer && TypeRules.asOperand(left).isPresent();
    if (leftMoves && (operator == BinaryOperator.ADD || operator == BinaryOperator.SUBTRACT)) {
      return moved(operation.left(), operation.right(), operator == BinaryOperator.ADD);
    }
    if (rightMoves && operator == BinaryOperator.ADD) {
      return moved(operation.right(), operation.left(), true);
    }
    throw scope.fail(
        operation.range(),
        "The "
            + operator.symbol()
            + " operator can not be used on expressions of types "
            + left
            + ", "
            + right,
        operator == BinaryOperator.SUBTRACT && right instanceof Type.Pointer
            ? "cast both to uint64 for the distance in bytes"
            : "");
  }

  private static boolean isScalar(Type type) {
    return type instanceof Type.Pointer || TypeRules.asOperand(type).isPresent();
  }

  private void warnAboutTargets(Operators.Operation operation) {
    if (operation.left().type() instanceof Type.Pointer left
        && operation.right().type() instanceof Type.Pointer right
        && !left.target().equals(right.target())) {
      scope.warn(
          operation.range(),
          "comparison of distinct pointer types: " + left.target() + ", " + right.target(),
          MemoryComparison.sides(operation, left.target(), right.target()));
    }
  }

  /** An address some elements further on, or back. */
  static Value moved(Value pointer, Value elements, boolean on) {
    Type.Pointer type = (Type.Pointer) pointer.type();
    var operation = on ? Value.Arithmetic.Operator.ADD : Value.Arithmetic.Operator.SUBTRACT;
    return new Value.Retype(
        new Value.Arithmetic(operation, pointer, scaled(elements, stride(type)), Type.UINT64),
        type);
  }

  /** So many elements in bytes. */
  static Value scaled(Value elements, int stride) {
    if (stride == 1) {
      return elements;
    }
    if (elements instanceof Value.Constant constant) {
      return new Value.Constant(Type.INT64, constant.value() * stride);
    }
    return new Value.Arithmetic(
        Value.Arithmetic.Operator.MULTIPLY,
        elements,
        new Value.Constant(Type.INT64, stride),
        Type.INT64);
  }

  /** Bytes from one element to the next; of what is not known, 1. */
  static int stride(Type.Pointer type) {
    return Math.max(1, CSizes.of(type.target()));
  }

  /** How far {@code ++} goes. */
  static long step(Type type, boolean up) {
    long size = type instanceof Type.Pointer pointer ? stride(pointer) : 1;
    return up ? size : -size;
  }

  /** Where an element is whose place in an array is computed. */
  static Value elementAddress(Value address, Value index, int stride) {
    return new Value.Arithmetic(
        Value.Arithmetic.Operator.ADD, address, scaled(index, stride), Type.UINT64);
  }
}
