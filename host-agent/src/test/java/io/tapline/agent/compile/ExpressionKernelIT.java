package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random statements compute what a reference in Java computes beside them. */
class ExpressionKernelIT {
  private static final int PROGRAMS = 15;
  private static final int RUNS = 20;
  private static final int VARIABLES = 4;

  @BeforeAll
  static void needsBpf() {
    String missing = TestKernel.missingCapability();
    assumeTrue(missing.isEmpty(), "needs " + missing);
  }

  /** Arguments and variables while a script runs. */
  @SuppressWarnings("ArrayRecordComponent") // Compared nowhere; its arrays are written to.
  private record State(long[] arguments, long[] variables) {}

  /** A value and what it is in Java. */
  private record Pair(Value value, ToLongFunction<State> reference) {}

  /** An action and what it does in Java. */
  private record Step(Action action, Consumer<State> reference) {}

  private static final class Generator {
    private final Random random;

    Generator(long seed) {
      this.random = new Random(seed);
    }

    private static Scratch variable(int index) {
      return Ir.scratch("$v" + index, Type.INT64);
    }

    Pair value(int depth) {
      if (depth == 0) {
        return leaf();
      }
      return switch (random.nextInt(8)) {
        case 0, 1, 2 -> arithmetic(depth);
        case 3 -> conditional(depth);
        case 4 -> condition(depth);
        case 5 -> step();
        case 6 -> sequence(depth);
        default -> leaf();
      };
    }

    private Pair leaf() {
      int index = random.nextInt(VARIABLES);
      return switch (random.nextInt(3)) {
        case 0 -> new Pair(Ir.argument(index % 2), s -> s.arguments()[index % 2]);
        case 1 -> new Pair(Ir.read(variable(index)), s -> s.variables()[index]);
        default -> {
          long number = random.nextLong() >> random.nextInt(64);
          yield new Pair(Ir.constant(number), s -> number);
        }
      };
    }

    private Pair arithmetic(int depth) {
      Pair left = value(depth - 1);
      Pair right = value(depth - 1);
      return switch (random.nextInt(4)) {
        case 0 ->
            new Pair(
                Ir.add(left.value(), right.value()),
                s -> left.reference().applyAsLong(s) + right.reference().applyAsLong(s));
        case 1 ->
            new Pair(
                Ir.arithmetic(Value.Arithmetic.Operator.SUBTRACT, left.value(), right.value()),
                s -> left.reference().applyAsLong(s) - right.reference().applyAsLong(s));
        case 2 ->
            new Pair(
                Ir.arithmetic(Value.Arithmetic.Operator.MULTIPLY, left.value(), right.value()),
                s -> left.reference().applyAsLong(s) * right.reference().applyAsLong(s));
        default ->
            new Pair(
                Ir.arithmetic(Value.Arithmetic.Operator.XOR, left.value(), right.value()),
                s -> left.reference().applyAsLong(s) ^ right.reference().applyAsLong(s));
      };
    }

    private Pair conditional(int depth) {
      Pair condition = condition(depth - 1);
      Pair then = value(depth - 1);
      Pair otherwise = value(depth - 1);
      return new Pair(
          new Value.Conditional(condition.value(), then.value(), otherwise.value(), Type.INT64),
          s ->
              condition.reference().applyAsLong(s) != 0
                  ? then.reference().applyAsLong(s)
                  : otherwise.reference().applyAsLong(s));
    }

    private Pair condition(int depth) {
      if (depth <= 0) {
        return leaf();
      }
      return switch (random.nextInt(5)) {
        case 0, 1 -> logical(depth, random.nextBoolean());
        case 2 -> {
          Pair operand = condition(depth - 1);
          yield new Pair(
              new Value.Unary(Value.Unary.Operator.NOT, operand.value(), Type.UINT64),
              s -> operand.reference().applyAsLong(s) == 0 ? 1 : 0);
        }
        case 3 -> set(depth);
        default -> {
          Pair left = value(depth - 1);
          Pair right = value(depth - 1);
          yield new Pair(
              Ir.less(left.value(), right.value()),
              s -> left.reference().applyAsLong(s) < right.reference().applyAsLong(s) ? 1 : 0);
        }
      };
    }

    private Pair logical(int depth, boolean and) {
      Pair left = condition(depth - 1);
      Pair right = condition(depth - 1);
      return new Pair(
          new Value.Logical(and, left.value(), right.value()),
          s ->
              (and
                      ? left.reference().applyAsLong(s) != 0
                          && right.reference().applyAsLong(s) != 0
                      : left.reference().applyAsLong(s) != 0
                          || right.reference().applyAsLong(s) != 0)
                  ? 1
                  : 0);
    }

    private Pair set(int depth) {
      Pair number = value(depth - 1);
      Set<Integer> members = new TreeSet<>();
      int count = random.nextInt(400);
      int bound = random.nextBoolean() ? 4096 : 20;
      for (int i = 0; i < count; i++) {
        members.add(random.nextInt(bound));
      }
      Value small = Ir.arithmetic(Value.Arithmetic.Operator.AND, number.value(), Ir.constant(8191));
      return new Pair(
          new Value.InSet(small, members, Type.UINT64),
          s -> members.contains((int) (number.reference().applyAsLong(s) & 8191)) ? 1 : 0);
    }

    private Pair step() {
      int index = random.nextInt(VARIABLES);
      long amount = random.nextInt(3) - 1L;
      boolean prefix = random.nextBoolean();
      return new Pair(
          new Value.StepScratch(variable(index), amount, prefix, Type.INT64),
          s -> {
            long before = s.variables()[index];
            s.variables()[index] += amount;
            return prefix ? before + amount : before;
          });
    }

    private Pair sequence(int depth) {
      Step first = statement(depth - 1);
      Pair value = value(depth - 1);
      return new Pair(
          new Value.Sequence(List.of(first.action()), value.value()),
          s -> {
            first.reference().accept(s);
            return value.reference().applyAsLong(s);
          });
    }

    Step statement(int depth) {
      if (depth > 0 && random.nextInt(3) == 0) {
        Pair condition = condition(depth);
        Step then = statement(depth - 1);
        Step otherwise = statement(depth - 1);
        return new Step(
            new Action.If(
                condition.value(), List.of(then.action()), List.of(otherwise.action()), Ir.HERE),
            s -> {
              if (condition.reference().applyAsLong(s) != 0) {
                then.reference().accept(s);
              } else {
                otherwise.reference().accept(s);
              }
            });
      }
      int index = random.nextInt(VARIABLES);
      Pair value = value(depth);
      return new Step(
          Ir.set(variable(index), value.value()),
          s -> s.variables()[index] = value.reference().applyAsLong(s));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 6})
  void computesWhatTheReferenceComputes(int depth) {
    for (int seed = 0; seed < PROGRAMS; seed++) {
      Generator generator = new Generator(1000L * depth + seed);
      List<Step> steps = new ArrayList<>();
      List<Action> actions = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        steps.add(generator.statement(depth));
        actions.add(steps.get(i).action());
      }
      for (int i = 0; i < VARIABLES; i++) {
        actions.add(Ir.result(i, Ir.read(Generator.variable(i))));
      }
      Random random = new Random(seed);
      try (TestKernel kernel = new TestKernel(Ir.compile(actions.toArray(new Action[0])))) {
        for (int run = 0; run < RUNS; run++) {
          long[] arguments = {random.nextInt(40) - 10, random.nextLong() >> random.nextInt(64)};
          State state = new State(arguments, new long[VARIABLES]);
          steps.forEach(step -> step.reference().accept(state));
          kernel.run(0, arguments);
          for (int i = 0; i < VARIABLES; i++) {
            assertThat(kernel.results().get((long) i))
                .as("seed %d, variable %d", seed, i)
                .isEqualTo(state.variables()[i]);
          }
        }
      }
    }
  }
}
