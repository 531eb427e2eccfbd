package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;

/**
 * R0 = length of the text in R2 words at R1. Storage is zero after a text, so that the word whose
 * highest byte is zero is the last, and has as many characters as shifts make it zero. R3 is any
 * number unknown to the verifier, see {@link Forgetting}.
 */
record TextLengthSubprogram() implements Subprogram {
  private static final Register TEXT = Register.R6;
  private static final Register LENGTH = Register.R0;
  private static final Register WORD = Register.R7;

  @Override
  public String name() {
    return "text_length";
  }

  @Override
  public void emit(Assembler assembler) {
    Label next = assembler.newLabel();
    Label last = assembler.newLabel();
    Label full = assembler.newLabel();
    Label done = assembler.newLabel();
    assembler.move(TEXT, Register.R1);
    assembler.move(WORD, 0);
    Forgetting forgetting = Forgetting.keep(assembler, Register.R3);
    assembler.place(next);
    assembler.mayGoto(full);
    forgetting.forget(Register.R3, WORD);
    assembler.jumpIf(Condition.GREATER_OR_EQUAL, WORD, Register.R2, full);
    assembler.move(LENGTH, WORD);
    assembler.alu(Alu.SHIFT_LEFT, LENGTH, 3);
    assembler.move(Register.R3, TEXT);
    assembler.alu(Alu.ADD, Register.R3, LENGTH);
    assembler.load(Width.DOUBLE, Register.R3, Register.R3, 0);
    assembler.move(Register.R4, Register.R3);
    assembler.alu(Alu.SHIFT_RIGHT, Register.R4, Long.SIZE - Byte.SIZE);
    assembler.jumpIf(Condition.EQUAL, Register.R4, 0, last);
    assembler.alu(Alu.ADD, WORD, 1);
    assembler.jump(next);
    assembler.place(last);
    assembler.jumpIf(Condition.EQUAL, Register.R3, 0, done);
    assembler.alu(Alu.ADD, LENGTH, 1);
    assembler.alu(Alu.SHIFT_RIGHT, Register.R3, Byte.SIZE);
    assembler.jump(last);
    assembler.place(full);
    assembler.move(LENGTH, WORD);
    assembler.alu(Alu.SHIFT_LEFT, LENGTH, 3);
    assembler.place(done);
    assembler.exit();
  }
}
