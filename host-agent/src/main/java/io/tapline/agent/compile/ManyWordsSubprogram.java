package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;

/**
 * What {@link WordsSubprogram} does, for so many words that the verifier cannot walk every round.
 * R4 is any number unknown to the verifier, see {@link Forgetting}.
 */
record ManyWordsSubprogram() implements Subprogram {
  /** The verifier keeps one way out of every round for later, of which it takes 8192. */
  static final int FROM_WORDS = 1024;

  private static final Register FIRST = Register.R6;
  private static final Register SECOND = Register.R7;
  private static final Register WORD = Register.R8;

  @Override
  public String name() {
    return "many_words";
  }

  @Override
  public void emit(Assembler assembler) {
    Label next = assembler.newLabel();
    Label same = assembler.newLabel();
    Label done = assembler.newLabel();
    assembler.move(FIRST, Register.R1);
    assembler.move(SECOND, Register.R2);
    assembler.move(WORD, 0);
    Forgetting forgetting = Forgetting.keep(assembler, Register.R4);
    assembler.place(next);
    assembler.mayGoto(same);
    forgetting.forget(Register.R4, WORD);
    assembler.jumpIf(Condition.GREATER_OR_EQUAL, WORD, Register.R3, same);
    load(assembler, Register.R4, FIRST);
    load(assembler, Register.R5, SECOND);
    assembler.alu(Alu.ADD, WORD, 1);
    assembler.jumpIf(Condition.EQUAL, Register.R4, Register.R5, next);
    assembler.swapBytes(Register.R4, Long.BYTES);
    assembler.swapBytes(Register.R5, Long.BYTES);
    assembler.move(Register.R0, -1);
    assembler.jumpIf(Condition.LESS, Register.R4, Register.R5, done);
    assembler.move(Register.R0, 1);
    assembler.exit();
    assembler.place(same);
    assembler.move(Register.R0, 0);
    assembler.place(done);
    assembler.exit();
  }

  private static void load(Assembler assembler, Register result, Register from) {
    assembler.move(result, WORD);
    assembler.alu(Alu.SHIFT_LEFT, result, 3);
    assembler.move(Register.R0, from);
    assembler.alu(Alu.ADD, Register.R0, result);
    assembler.load(Width.DOUBLE, result, Register.R0, 0);
  }
}
