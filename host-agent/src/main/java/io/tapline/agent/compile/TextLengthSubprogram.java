package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;

/**
 * R0 = length of the text in R2 words at R1. Storage is zero after a text, so that the word whose
 * highest byte is zero is the last, and has as many characters as shifts make it zero.
 */
record TextLengthSubprogram() implements Subprogram {
  @Override
  public String name() {
    return "text_length";
  }

  @Override
  public void emit(Assembler assembler) {
    Label next = assembler.newLabel();
    Label last = assembler.newLabel();
    Label done = assembler.newLabel();
    assembler.move(Register.R0, 0);
    assembler.place(next);
    assembler.load(Width.DOUBLE, Register.R3, Register.R1, 0);
    assembler.move(Register.R4, Register.R3);
    assembler.alu(Alu.SHIFT_RIGHT, Register.R4, Long.SIZE - Byte.SIZE);
    assembler.jumpIf(Condition.EQUAL, Register.R4, 0, last);
    assembler.alu(Alu.ADD, Register.R0, Long.BYTES);
    assembler.alu(Alu.ADD, Register.R1, Long.BYTES);
    assembler.alu(Alu.SUB, Register.R2, 1);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R2, 0, next);
    assembler.exit();
    assembler.place(last);
    assembler.jumpIf(Condition.EQUAL, Register.R3, 0, done);
    assembler.alu(Alu.ADD, Register.R0, 1);
    assembler.alu(Alu.SHIFT_RIGHT, Register.R3, Byte.SIZE);
    assembler.jump(last);
    assembler.place(done);
    assembler.exit();
  }
}
