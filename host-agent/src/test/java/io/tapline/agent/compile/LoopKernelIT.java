package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Loops whose bounds are known when they run only. */
class LoopKernelIT {
  private static final Scratch I = Ir.scratch("$i", Type.INT64);
  private static final Scratch J = Ir.scratch("$j", Type.INT64);
  private static final Scratch SUM = Ir.scratch("$sum", Type.INT64);

  @BeforeAll
  static void needsBpf() {
    String missing = TestKernel.missingCapability();
    assumeTrue(missing.isEmpty(), "needs " + missing);
  }

  private static Action addToSum(Value value) {
    return Ir.set(SUM, Ir.add(Ir.read(SUM), value));
  }

  private static long sum(CompiledScript script, long... arguments) {
    try (TestKernel kernel = new TestKernel(script)) {
      kernel.run(0, arguments);
      return kernel.number("r");
    }
  }

  @Test
  void endsWhenItsConditionDoesNotHold() {
    CompiledScript script =
        Ir.compile(
            Ir.loop(
                Ir.less(Ir.read(I), Ir.argument(0)),
                addToSum(Ir.read(I)),
                Ir.set(I, Ir.add(Ir.read(I), Ir.constant(1)))),
            Ir.result(Ir.read(SUM)));
    assertThat(sum(script, 100_000)).isEqualTo(100_000L * 99_999 / 2);
    assertThat(sum(script, 0)).isZero();
  }

  @Test
  void nestsBreaksAndContinues() {
    CompiledScript script =
        Ir.compile(
            Ir.range(
                I,
                Ir.constant(0),
                Ir.argument(0),
                Ir.range(
                    J,
                    Ir.read(I),
                    Ir.argument(1),
                    Ir.when(Ir.equal(Ir.read(J), Ir.constant(7)), new Action.Continue(Ir.HERE)),
                    Ir.when(Ir.less(Ir.constant(20), Ir.read(J)), new Action.Break(Ir.HERE)),
                    addToSum(Ir.add(Ir.read(I), Ir.read(J)))),
                addToSum(Ir.constant(1_000_000))),
            Ir.result(Ir.read(SUM)));
    long expected = 0;
    for (long i = 0; i < 50; i++) {
      for (long j = i; j < 40 && j <= 20; j++) {
        expected += j == 7 ? 0 : i + j;
      }
      expected += 1_000_000;
    }
    assertThat(sum(script, 50, 40)).isEqualTo(expected);
  }

  @Test
  void endsWhatDoesNotEndByItself() {
    CompiledScript script =
        Ir.compile(Ir.loop(Ir.constant(1), addToSum(Ir.constant(1))), Ir.result(Ir.read(SUM)));
    assertThat(sum(script)).isBetween(1_000L, 1L << 33);
  }

  /** An index is added to a pointer, so that the verifier wants to know it exactly. */
  @Test
  void goesThroughArraysWithoutWalkingEveryRound() {
    Type array = new Type.Array(Type.INT64, 100);
    Scratch numbers = Ir.scratch("$a", array);
    Scratch other = Ir.scratch("$b", new Type.Array(new Type.Int(4, true), 200));
    Action addElement = addToSum(new Value.ElementOf(Ir.read(numbers), Ir.read(J), Type.INT64));
    CompiledScript script =
        Ir.compile(
            Ir.set(numbers, new Value.MemoryRead(Ir.argument(0), 0, Type.AddressSpace.USER, array)),
            Ir.set(
                other,
                new Value.MemoryRead(Ir.argument(0), 0, Type.AddressSpace.USER, other.type())),
            Ir.range(
                I,
                Ir.constant(0),
                Ir.argument(1),
                Ir.set(J, Ir.constant(0)),
                Ir.loop(
                    Ir.less(Ir.read(J), Ir.constant(150)),
                    addElement,
                    addToSum(
                        new Value.ElementOf(Ir.read(other), Ir.read(I), new Type.Int(4, true))),
                    Ir.set(J, Ir.add(Ir.read(J), Ir.constant(1))))),
            Ir.result(Ir.read(SUM)));
    java.nio.ByteBuffer bytes =
        java.nio.ByteBuffer.allocate(800).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 100; i++) {
      bytes.putLong(i);
    }
    try (TestKernel kernel = new TestKernel(script)) {
      kernel.run(0, TestKernel.user(bytes.array()).address(), 300);
      assertThat(kernel.number("r")).isEqualTo(300L * 4950 + 150L * 4950);
      assertThat(kernel.verifiedInstructions()).allMatch(n -> n < 3_000);
    }
  }

  @Test
  void leavesTheClauseFromWithin() {
    CompiledScript script =
        Ir.compile(
            Ir.result(Ir.constant(5)),
            Ir.range(
                I,
                Ir.constant(0),
                Ir.argument(0),
                Ir.when(Ir.equal(Ir.read(I), Ir.argument(1)), Ir.leave())),
            Ir.result(Ir.constant(6)));
    assertThat(sum(script, 10, 3)).isEqualTo(5);
    assertThat(sum(script, 10, 30)).isEqualTo(6);
  }

  @Test
  void readsMemoryAndTextsInEachRound() {
    Scratch text = Ir.scratch("$t", new Type.Text(1024));
    CompiledScript script =
        Ir.compile(
            Ir.range(
                I,
                Ir.constant(0),
                Ir.argument(0),
                Ir.set(text, Ir.userText(Ir.add(Ir.argument(1), Ir.read(I)), 1024)),
                Ir.when(
                    new Value.TextComparison(true, Ir.read(text), Ir.text("no")),
                    new Action.Break(Ir.HERE)),
                addToSum(Ir.constant(1))),
            Ir.result(Ir.read(SUM)));
    try (TestKernel kernel = new TestKernel(script)) {
      kernel.run(0, 100, 8);
      assertThat(kernel.number("r")).isEqualTo(100);
      assertThat(kernel.counter(0, "UNSEEN", "probe_read_user_str")).isEqualTo(100);
      assertThat(kernel.verifiedInstructions()).allMatch(n -> n < 2_000);
    }
  }
}
