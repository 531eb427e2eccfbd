package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Functions of a program that helpers call share everything with it: the rounds of bpf_loop stand
 * for those over a map.
 */
class CallbackKernelIT {
  private static final Scratch SUM = Ir.scratch("$sum", Type.INT64);
  private static final Scratch TEXT = Ir.scratch("$text", new Type.Text(1024));
  private static final AggregateMap MAP =
      new AggregateMap("@m", List.of(), new Gathering.Count());

  @BeforeAll
  static void needsBpf() {
    String missing = TestKernel.missingCapability();
    assumeTrue(missing.isEmpty(), "needs " + missing);
  }

  /** Emits a loop over a map as as many rounds of bpf_loop as the first argument says. */
  private static MapEmitter rounds(Program program, Emitters emitters) {
    return new RoundsInsteadOfMaps(program, emitters);
  }

  private static Action each(Action... body) {
    return new Action.ForMap(Ir.scratch("$kv", Type.INT64), MAP, List.of(body), Ir.HERE);
  }

  private static Action add(Value value) {
    return Ir.set(SUM, Ir.add(Ir.read(SUM), value));
  }

  private static TestKernel run(long first, long second, Action... actions) {
    TestKernel kernel = new TestKernel(Ir.compile(Ir.OPTIONS, CallbackKernelIT::rounds, actions));
    kernel.run(0, first, second);
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
                Ir.when(
                    Ir.equal(Ir.read(rounds), Ir.argument(1)), new Action.Continue(Ir.HERE)),
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
        kernel.run(0, 0, 0);
      }
      assertThat(kernel.counter(0, "UNSEEN", "scratch_busy")).isZero();
      assertThat(kernel.number("r")).isEqualTo(-1);
    }
  }

  private static final class RoundsInsteadOfMaps extends PipelineMaps {
    private final Program program;

    RoundsInsteadOfMaps(Program program, Emitters emitters) {
      super(program, emitters);
      this.program = program;
    }

    @Override
    public void forEach(Action.ForMap action, Runnable body) {
      Assembler assembler = program.assembler();
      Callback round = program.callbacks().emit("round", Register.R2, body);
      assembler.load(Width.DOUBLE, Register.R1, Program.CONTEXT, 0);
      assembler.loadFunction(Register.R2, round.entry());
      program.callbacks().loadGiven(Register.R3);
      assembler.move(Register.R4, 0);
      assembler.call(Helper.LOOP);
      program.callbacks().leaveIfLeft(round);
    }
  }
}
