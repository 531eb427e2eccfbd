package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.UnaryOperator;
import io.tapline.agent.script.source.ScriptBytes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * Computes with literals alone. Numbers that need more than 64 bits are no result, and are left to
 * later passes to refuse.
 */
final class LiteralEvaluator {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private LiteralEvaluator() {}

  /** The Boolean, BigInteger or String that an expression of literals is. */
  static Optional<Object> evaluate(Expression expression) {
    if (expression instanceof Expression.IntegerLiteral number) {
      return Optional.of(new BigInteger(Long.toUnsignedString(number.value())));
    }
    if (expression instanceof Expression.StringLiteral text) {
      return Optional.of(text.text());
    }
    if (expression instanceof Expression.BooleanLiteral flag) {
      return Optional.of(flag.value());
    }
    if (expression instanceof Expression.Comptime comptime) {
      return evaluate(comptime.operand());
    }
    if (expression instanceof Expression.Block block && block.statements().isEmpty()) {
      return evaluate(block.value());
    }
    if (expression instanceof Expression.Unary unary) {
      return evaluate(unary.operand()).flatMap(v -> unary(unary.operator(), v));
    }
    if (expression instanceof Expression.Binary binary) {
      return binary(binary);
    }
    if (expression instanceof Expression.Conditional choice) {
      return evaluate(choice.condition())
          .flatMap(c -> evaluate(isTrue(c) ? choice.then() : choice.otherwise()));
    }
    return Optional.empty();
  }

  /** Whether a value holds as a condition. */
  static boolean isTrue(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    return value instanceof BigInteger number ? number.signum() != 0 : !((String) value).isEmpty();
  }

  private static Optional<Object> unary(UnaryOperator operator, Object value) {
    if (operator == UnaryOperator.NOT) {
      return Optional.of(!isTrue(value));
    }
    return number(value)
        .flatMap(n -> fitting(operator == UnaryOperator.NEGATE ? n.negate() : n.not()));
  }

  private static Optional<Object> binary(Expression.Binary binary) {
    Optional<Object> left = evaluate(binary.left());
    if (left.isEmpty()) {
      return Optional.empty();
    }
    boolean holds = isTrue(left.get());
    boolean and = binary.operator() == BinaryOperator.LOGICAL_AND;
    if (and || binary.operator() == BinaryOperator.LOGICAL_OR) {
      return holds == and
          ? evaluate(binary.right()).map(LiteralEvaluator::isTrue)
          : Optional.of(holds);
    }
    return evaluate(binary.right()).flatMap(r -> compute(binary.operator(), left.get(), r));
  }

  private static Optional<Object> compute(BinaryOperator operator, Object left, Object right) {
    if (left instanceof String || right instanceof String) {
      return texts(operator, left, right);
    }
    BigInteger a = number(left).orElseThrow();
    BigInteger b = number(right).orElseThrow();
    int order = a.compareTo(b);
    return switch (operator) {
      case EQUAL -> Optional.of(order == 0);
      case NOT_EQUAL -> Optional.of(order != 0);
      case LESS -> Optional.of(order < 0);
      case LESS_OR_EQUAL -> Optional.of(order <= 0);
      case GREATER -> Optional.of(order > 0);
      case GREATER_OR_EQUAL -> Optional.of(order >= 0);
      case ADD -> fitting(a.add(b));
      case SUBTRACT -> fitting(a.subtract(b));
      case MULTIPLY -> fitting(a.multiply(b));
      case DIVIDE -> b.signum() == 0 ? Optional.empty() : fitting(a.divide(b));
      case REMAINDER -> b.signum() == 0 ? Optional.empty() : fitting(a.remainder(b));
      case AND -> fitting(a.and(b));
      case OR -> fitting(a.or(b));
      case XOR -> fitting(a.xor(b));
      case SHIFT_LEFT -> isShift(b) ? fitting(a.shiftLeft(b.intValue())) : Optional.empty();
      case SHIFT_RIGHT -> isShift(b) ? fitting(a.shiftRight(b.intValue())) : Optional.empty();
      case LOGICAL_AND, LOGICAL_OR -> Optional.empty();
    };
  }

  private static Optional<Object> texts(BinaryOperator operator, Object left, Object right) {
    boolean both = left instanceof String && right instanceof String;
    if (both && (operator == BinaryOperator.EQUAL || operator == BinaryOperator.NOT_EQUAL)) {
      return Optional.of(left.equals(right) == (operator == BinaryOperator.EQUAL));
    }
    if (operator != BinaryOperator.ADD) {
      return Optional.empty();
    }
    if (left instanceof String text && right instanceof BigInteger distance) {
      return Optional.of(from(text, distance));
    }
    return left instanceof BigInteger distance && right instanceof String text
        ? Optional.of(from(text, distance))
        : Optional.empty();
  }

  /** What an address so many bytes into a text points to. */
  private static String from(String text, BigInteger distance) {
    byte[] bytes = ScriptBytes.of(text);
    boolean inside =
        distance.signum() >= 0 && distance.compareTo(BigInteger.valueOf(bytes.length)) < 0;
    return inside
        ? ScriptBytes.decode(Arrays.copyOfRange(bytes, distance.intValue(), bytes.length))
        : "";
  }

  private static boolean isShift(BigInteger distance) {
    return distance.signum() >= 0 && distance.compareTo(BigInteger.valueOf(Long.SIZE)) < 0;
  }

  private static Optional<BigInteger> number(Object value) {
    if (value instanceof Boolean flag) {
      return Optional.of(flag ? BigInteger.ONE : BigInteger.ZERO);
    }
    return value instanceof BigInteger number ? Optional.of(number) : Optional.empty();
  }

  private static Optional<Object> fitting(BigInteger number) {
    boolean fits = number.compareTo(LEAST) >= 0 && number.compareTo(MOST) <= 0;
    return fits ? Optional.of(number) : Optional.empty();
  }
}
