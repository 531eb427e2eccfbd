package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;

/**
 * Compares R3 words at R1 and R2, byte by byte as memcmp(3) does: R0 is 0, -1 or 1. The verifier
 * knows the number of words and walks every round, seven instructions each.
 */
record WordsSubprogram() implements Subprogram {
  @Override
  public String name() {
    return "words";
  }

  @Override
  public void emit(Assembler assembler) {
    Label next = assembler.newLabel();
    Label differ = assembler.newLabel();
    Label less = assembler.newLabel();
    assembler.place(next);
    assembler.load(Width.DOUBLE, Register.R4, Register.R1, 0);
    assembler.load(Width.DOUBLE, Register.R5, Register.R2, 0);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R4, Register.R5, differ);
    assembler.alu(Alu.ADD, Register.R1, Long.BYTES);
    assembler.alu(Alu.ADD, Register.R2, Long.BYTES);
    assembler.alu(Alu.SUB, Register.R3, 1);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R3, 0, next);
    assembler.move(Register.R0, 0);
    assembler.exit();
    assembler.place(differ);
    assembler.swapBytes(Register.R4, Long.BYTES);
    assembler.swapBytes(Register.R5, Long.BYTES);
    assembler.jumpIf(Condition.LESS, Register.R4, Register.R5, less);
    assembler.move(Register.R0, 1);
    assembler.exit();
    assembler.place(less);
    assembler.move(Register.R0, -1);
    assembler.exit();
  }
}
