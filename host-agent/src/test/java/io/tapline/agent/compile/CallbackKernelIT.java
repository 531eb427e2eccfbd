package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Loops over a map share everything with their program, though they are functions of it. */
class CallbackKernelIT {
  private static final Scratch SUM = Ir.scratch("$sum", Type.INT64);
  private static final Scratch TEXT = Ir.scratch("$text", new Type.Text(1024));
  private static final StateMap MAP = new StateMap("@m", List.of(Type.INT64), Type.INT64);
  private static final Scratch ENTRY =
      Ir.scratch("$kv", new Type.Tuple(List.of(Type.INT64, Type.INT64)));

  @BeforeAll
  static void needsBpf() {
    String missing = TestKernel.missingCapability();
    assumeTrue(missing.isEmpty(), "needs " + missing);
  }

  private static Action each(Action... body) {
    return new Action.ForMap(ENTRY, MAP, List.of(body), Ir.HERE);
  }

  private static Action add(Value value) {
    return Ir.set(SUM, Ir.add(Ir.read(SUM), value));
  }

  /** Runs the actions once, with as many entries in the map. */
  private static TestKernel run(int entries, long argument, Action... actions) {
    Action fill = new Action.SetMap(MAP, List.of(Ir.argument(0)), Ir.constant(1), Ir.HERE);
    TestKernel kernel =
        new TestKernel(Ir.compile(Ir.OPTIONS, List.of(Ir.clause(fill), Ir.clause(actions))));
    for (int i = 0; i < entries; i++) {
      kernel.run(0, i);
    }
    kernel.run(1, 0, argument);
    return kernel;
  }

  @Test
  void seesContextVariablesAndScratchMemory() {
    try (TestKernel kernel =
        run(
            10,
            8,
            Ir.set(TEXT, Ir.text("outer")),
            each(
                add(Ir.argument(1)),
                Ir.when(
                    new Value.TextComparison(true, Ir.read(TEXT), Ir.text("outer")),
                    add(Ir.constant(1000))),
                Ir.set(TEXT, Ir.userText(Ir.argument(1), 1024))),
            Ir.result(Ir.read(SUM)))) {
      assertThat(kernel.number("r")).isEqualTo(10 * 8 + 1000);
      assertThat(kernel.counter(0, "UNSEEN", "probe_read_user_str")).isEqualTo(10);
    }
  }

  @Test
  void breaksContinuesAndNests() {
    Scratch rounds = Ir.scratch("$rounds", Type.INT64);
    try (TestKernel kernel =
        run(
            10,
            4,
            each(
                Ir.set(rounds, Ir.add(Ir.read(rounds), Ir.constant(1))),
                Ir.when(Ir.equal(Ir.read(rounds), Ir.argument(1)), new Action.Continue(Ir.HERE)),
                Ir.when(Ir.less(Ir.constant(7), Ir.read(rounds)), new Action.Break(Ir.HERE)),
                each(add(Ir.constant(1))),
                add(Ir.constant(100))),
            Ir.result(Ir.read(SUM)))) {
      // Rounds 1, 2, 3, 5, 6, 7 of the outer loop, 10 of the inner in each.
      assertThat(kernel.number("r")).isEqualTo(6 * 110);
    }
  }

  @Test
  void leavesTheClauseFromWithin() {
    try (TestKernel kernel =
        run(
            10,
            4,
            Ir.set(TEXT, Ir.text("x")),
            each(
                each(
                    add(Ir.constant(1)),
                    Ir.result(Ir.read(SUM)),
                    Ir.when(Ir.equal(Ir.read(SUM), Ir.argument(1)), Ir.leave()))),
            Ir.result(Ir.constant(-1)))) {
      assertThat(kernel.number("r")).isEqualTo(4);
      // The slot of scratch memory was given back: this takes one again, eight times over.
      for (int i = 0; i < 10; i++) {
        kernel.run(1, 0, 0);
      }
      assertThat(kernel.counter(0, "UNSEEN", "scratch_busy")).isZero();
      assertThat(kernel.number("r")).isEqualTo(-1);
    }
  }
}
