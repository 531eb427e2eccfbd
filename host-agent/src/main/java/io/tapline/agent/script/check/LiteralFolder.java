package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ast.UnaryOperator;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Arithmetic between literals, done when the script is compiled and without losing anything, as
 * bpftrace does it: what does not fit 64 bits is no value.
 */
final class LiteralFolder {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST_SIGNED = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MOST = BigInteger.TWO.pow(Long.SIZE).subtract(BigInteger.ONE);

  private LiteralFolder() {}

  /** Whether a value is a number as the script wrote it, or what such numbers came to. */
  static boolean isLiteral(Value value) {
    return value instanceof Value.Constant constant
        && constant.type() instanceof Type.Int type
        && type.rendering() == Type.Rendering.NUMBER;
  }

  /** The literal of a number; empty when it does not fit 64 bits. */
  static Optional<Value.Constant> literal(BigInteger number) {
    if (number.compareTo(LEAST) < 0 || number.compareTo(MOST) > 0) {
      return Optional.empty();
    }
    return Optional.of(
        number.compareTo(MOST_SIGNED) > 0
            ? new Value.Constant(Type.UINT64, number.longValue())
            : literal(number.longValue()));
  }

  /** The literal of a signed number. */
  static Value.Constant literal(long number) {
    return new Value.Constant(TypeRules.smallestSigned(number), number);
  }

  private static BigInteger number(Value literal) {
    Value.Constant constant = (Value.Constant) literal;
    boolean signed = constant.type() instanceof Type.Int type && type.signed();
    BigInteger number = BigInteger.valueOf(constant.value());
    return signed || number.signum() >= 0 ? number : number.add(MOST).add(BigInteger.ONE);
  }

  /** What an operator makes of two literals; empty when that does not fit. */
  static Optional<Value.Constant> fold(BinaryOperator operator, Value left, Value right) {
    BigInteger l = number(left);
    BigInteger r = number(right);
    if (isMixed(l, r)) {
      return Optional.empty();
    }
    boolean negative = l.signum() < 0 || r.signum() < 0;
    Optional<BigInteger> result =
        compute(operator, l, r).map(n -> wrapsAround(operator, l, r) ? wrapped(n, negative) : n);
    return result
        .filter(n -> !negative || n.compareTo(MOST_SIGNED) <= 0)
        .flatMap(LiteralFolder::literal);
  }

  /** No type of 64 bits has both. */
  private static boolean isMixed(BigInteger l, BigInteger r) {
    return l.min(r).signum() < 0 && l.max(r).compareTo(MOST_SIGNED) > 0;
  }

  /** Where bpftrace drops the upper bits of what does not fit. */
  private static boolean wrapsAround(BinaryOperator operator, BigInteger l, BigInteger r) {
    return operator == BinaryOperator.SHIFT_LEFT
        || (operator == BinaryOperator.MULTIPLY && l.signum() * r.signum() < 0);
  }

  private static BigInteger wrapped(BigInteger number, boolean signed) {
    return signed ? BigInteger.valueOf(number.longValue()) : number.and(MOST);
  }

  private static Optional<BigInteger> compute(BinaryOperator operator, BigInteger l, BigInteger r) {
    boolean distance = r.signum() >= 0 && r.compareTo(BigInteger.valueOf(Long.SIZE)) < 0;
    return switch (operator) {
      case ADD -> Optional.of(l.add(r));
      case SUBTRACT -> Optional.of(l.subtract(r));
      case MULTIPLY -> Optional.of(l.multiply(r));
      case DIVIDE -> r.signum() == 0 ? Optional.empty() : Optional.of(l.divide(r));
      case REMAINDER -> r.signum() == 0 ? Optional.empty() : Optional.of(l.remainder(r));
      case AND -> Optional.of(l.and(r));
      case OR -> Optional.of(l.or(r));
      case XOR -> Optional.of(l.xor(r));
      case SHIFT_LEFT -> distance ? Optional.of(l.shiftLeft(r.intValue())) : Optional.empty();
      case SHIFT_RIGHT -> distance ? Optional.of(l.shiftRight(r.intValue())) : Optional.empty();
      case LOGICAL_OR,
          LOGICAL_AND,
          EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL ->
          throw new IllegalArgumentException("no arithmetic: " + operator);
    };
  }

  /**
   * Whether a comparison of two literals, or both or one of them, is true; empty when no type has
   * both.
   */
  static Optional<Boolean> test(BinaryOperator operator, Value left, Value right) {
    BigInteger l = number(left);
    BigInteger r = number(right);
    if (isMixed(l, r)) {
      return Optional.empty();
    }
    int order = l.compareTo(r);
    boolean holds =
        switch (operator) {
          case LOGICAL_OR -> l.signum() != 0 || r.signum() != 0;
          case LOGICAL_AND -> l.signum() != 0 && r.signum() != 0;
          case EQUAL -> order == 0;
          case NOT_EQUAL -> order != 0;
          case LESS -> order < 0;
          case LESS_OR_EQUAL -> order <= 0;
          case GREATER -> order > 0;
          case GREATER_OR_EQUAL -> order >= 0;
          case OR, XOR, AND, SHIFT_LEFT, SHIFT_RIGHT, ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER ->
              throw new IllegalArgumentException("no comparison: " + operator);
        };
    return Optional.of(holds);
  }

  /** What an operator makes of a literal; empty when that does not fit. */
  static Optional<Value.Constant> fold(UnaryOperator operator, Value operand) {
    BigInteger number = number(operand);
    return switch (operator) {
      case NEGATE -> literal(number.negate());
      // A literal that is not negative is complemented as an unsigned number of 64 bits.
      case COMPLEMENT -> literal(number.signum() < 0 ? number.not() : MOST.subtract(number));
      case NOT -> Optional.of(new Value.Constant(new Type.Bool(), number.signum() == 0 ? 1 : 0));
    };
  }
}
