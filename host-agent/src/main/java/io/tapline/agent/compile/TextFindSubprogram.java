package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;

/**
 * R0 = where in the text at R1, of R2 bytes at most, the one at R3, of R4 bytes at most, begins for
 * the first time; -1 if it does not. One loop over both places: R8 is where it may begin, R9 how
 * much of it was found there. R5 is any number unknown to the verifier, see {@link Forgetting}.
 */
record TextFindSubprogram() implements Subprogram {
  private static final Register TEXT = Register.R6;
  private static final Register WANTED = Register.R7;
  private static final Register START = Register.R8;
  private static final Register MATCHED = Register.R9;

  @Override
  public String name() {
    return "text_find";
  }

  @Override
  public void emit(Assembler assembler) {
    Label next = assembler.newLabel();
    Label further = assembler.newLabel();
    Label found = assembler.newLabel();
    Label missing = assembler.newLabel();
    assembler.move(TEXT, Register.R1);
    assembler.move(WANTED, Register.R3);
    assembler.move(START, 0);
    assembler.move(MATCHED, 0);
    Forgetting forgetting = Forgetting.keep(assembler, Register.R5);
    assembler.place(next);
    assembler.mayGoto(missing);
    forgetting.forget(Register.R5, START, MATCHED);
    assembler.jumpIf(Condition.GREATER_OR_EQUAL, MATCHED, Register.R4, found);
    assembler.move(Register.R0, WANTED);
    assembler.alu(Alu.ADD, Register.R0, MATCHED);
    assembler.load(Width.BYTE, Register.R0, Register.R0, 0);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, found);
    assembler.move(Register.R1, START);
    assembler.alu(Alu.ADD, Register.R1, MATCHED);
    assembler.jumpIf(Condition.GREATER_OR_EQUAL, Register.R1, Register.R2, missing);
    assembler.move(Register.R5, TEXT);
    assembler.alu(Alu.ADD, Register.R5, Register.R1);
    assembler.load(Width.BYTE, Register.R5, Register.R5, 0);
    assembler.jumpIf(Condition.EQUAL, Register.R5, 0, missing);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R5, Register.R0, further);
    assembler.alu(Alu.ADD, MATCHED, 1);
    assembler.jump(next);
    assembler.place(further);
    assembler.alu(Alu.ADD, START, 1);
    assembler.move(MATCHED, 0);
    assembler.jump(next);
    assembler.place(found);
    assembler.move(Register.R0, START);
    assembler.exit();
    assembler.place(missing);
    assembler.move(Register.R0, -1);
    assembler.exit();
  }
}
