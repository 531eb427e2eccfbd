package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.ir.Value.Arithmetic.Operator;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arithmetic of every width and sign is what the same is in Java. */
class ArithmeticKernelIT {
  private static final int ROUNDS = 300;

  /** Shifts by a constant are other instructions than shifts by a register. */
  private static final int[] SHIFTS = {0, 1, 7, 31, 63};

  @BeforeAll
  static void needsBpf() {
    String missing = TestKernel.missingCapability();
    assumeTrue(missing.isEmpty(), "needs " + missing);
  }

  static Stream<Type.Int> types() {
    return Stream.of(1, 2, 4, 8)
        .flatMap(size -> Stream.of(new Type.Int(size, false), new Type.Int(size, true)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void computesAsJavaDoes(Type.Int type) {
    Value left = new Value.Convert(Ir.argument(0), type);
    Value right = new Value.Convert(Ir.argument(1), type);
    List<Action> actions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Operator operator : Operator.values()) {
      names.add(operator.name());
      actions.add(Ir.result(names.size(), new Value.Arithmetic(operator, left, right, type)));
    }
    for (int shift : SHIFTS) {
      names.add("SHIFT_LEFT " + shift);
      actions.add(
          Ir.result(
              names.size(),
              new Value.Arithmetic(Operator.SHIFT_LEFT, left, Ir.constant(type, shift), type)));
    }
    for (Value.Comparison.Operator operator : Value.Comparison.Operator.values()) {
      names.add(operator.name());
      actions.add(
          Ir.result(names.size(), new Value.Comparison(operator, type.signed(), left, right)));
    }
    for (Value.Unary.Operator operator : Value.Unary.Operator.values()) {
      names.add(operator.name());
      actions.add(Ir.result(names.size(), new Value.Unary(operator, left, type)));
    }
    Random random = new Random(20261125 + type.hashCode());
    try (TestKernel kernel = new TestKernel(Ir.compile(actions.toArray(new Action[0])))) {
      for (int round = 0; round < ROUNDS; round++) {
        long a = interesting(random);
        long b = interesting(random);
        kernel.run(0, a, b);
        assertThat(named(names, kernel.results()))
            .as("%s of %d and %d", type, a, b)
            .isEqualTo(expected(names, cut(a, type), cut(b, type), type));
      }
    }
  }

  private static long interesting(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(5) - 2;
      case 1 -> (1L << random.nextInt(64)) - random.nextInt(2);
      case 2 -> -(1L << random.nextInt(64)) + random.nextInt(2);
      case 3 -> random.nextInt();
      default -> random.nextLong() >> random.nextInt(64);
    };
  }

  private static Map<String, Long> named(List<String> names, Map<Long, Long> results) {
    Map<String, Long> named = new HashMap<>();
    results.forEach((number, value) -> named.put(names.get((int) (number - 1)), value));
    return named;
  }

  private static Map<String, Long> expected(List<String> names, long a, long b, Type.Int type) {
    Map<String, Long> expected = new HashMap<>();
    names.forEach(name -> expected.put(name, expected(name, a, b, type)));
    return expected;
  }

  private static long expected(String name, long a, long b, Type.Int type) {
    boolean signed = type.signed();
    int order = signed ? Long.compare(a, b) : Long.compareUnsigned(a, b);
    if (name.startsWith("SHIFT_LEFT ")) {
      return cut(a << Integer.parseInt(name.substring(11)), type);
    }
    return switch (name) {
      case "ADD" -> cut(a + b, type);
      case "SUBTRACT" -> cut(a - b, type);
      case "MULTIPLY" -> cut(a * b, type);
      case "DIVIDE" -> b == 0 ? 0 : cut(signed ? a / b : Long.divideUnsigned(a, b), type);
      case "REMAINDER" -> b == 0 ? a : cut(signed ? a % b : Long.remainderUnsigned(a, b), type);
      case "AND" -> a & b;
      case "OR" -> a | b;
      case "XOR" -> a ^ b;
      case "SHIFT_LEFT" -> cut(a << b, type);
      case "SHIFT_RIGHT" -> cut(signed ? a >> b : a >>> b, type);
      case "EQUAL" -> order == 0 ? 1 : 0;
      case "NOT_EQUAL" -> order != 0 ? 1 : 0;
      case "LESS" -> order < 0 ? 1 : 0;
      case "LESS_OR_EQUAL" -> order <= 0 ? 1 : 0;
      case "GREATER" -> order > 0 ? 1 : 0;
      case "GREATER_OR_EQUAL" -> order >= 0 ? 1 : 0;
      case "NEGATE" -> cut(-a, type);
      case "NOT" -> a == 0 ? 1 : 0;
      case "COMPLEMENT" -> cut(~a, type);
      default -> throw new AssertionError(name);
    };
  }

  private static long cut(long value, Type.Int type) {
    int shift = Long.SIZE - type.sizeBytes() * Byte.SIZE;
    return type.signed() ? value << shift >> shift : value << shift >>> shift;
  }
}
