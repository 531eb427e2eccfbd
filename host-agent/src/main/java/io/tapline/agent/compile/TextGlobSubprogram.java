package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;

/**
 * R0 = whether all of the text at R1, of R2 bytes at most, is what the pattern at R3, of R4 bytes
 * at most, says: a star for any characters, a question mark for one. What does not fit behind a
 * star is tried again one character later: R5 becomes the pattern's place behind the last star, or
 * 0, and R0 the text's place where that star ends so far. R5 is any number unknown to the verifier,
 * see {@link Forgetting}.
 */
record TextGlobSubprogram() implements Subprogram {
  private static final Register TEXT = Register.R6;
  private static final Register PATTERN = Register.R7;
  private static final Register AT = Register.R8;
  private static final Register WANT = Register.R9;
  private static final Register STAR_END = Register.R0;
  private static final Register BEHIND_STAR = Register.R5;
  private static final Register CHARACTER = Register.R1;
  private static final Register WANTED = Register.R3;

  @Override
  public String name() {
    return "text_glob";
  }

  @Override
  public void emit(Assembler assembler) {
    Label next = assembler.newLabel();
    Label star = assembler.newLabel();
    Label same = assembler.newLabel();
    Label end = assembler.newLabel();
    Label no = assembler.newLabel();
    assembler.move(TEXT, Register.R1);
    assembler.move(PATTERN, Register.R3);
    assembler.move(AT, 0);
    assembler.move(WANT, 0);
    Forgetting forgetting = Forgetting.keep(assembler, Register.R5);
    assembler.move(STAR_END, 0);
    assembler.move(BEHIND_STAR, 0);
    assembler.place(next);
    assembler.mayGoto(no);
    forgetting.forget(CHARACTER, AT);
    character(assembler, CHARACTER, TEXT, AT, Register.R2);
    character(assembler, WANTED, PATTERN, WANT, Register.R4);
    assembler.jumpIf(Condition.EQUAL, WANTED, '*', star);
    assembler.jumpIf(Condition.EQUAL, CHARACTER, 0, end);
    assembler.jumpIf(Condition.EQUAL, WANTED, '?', same);
    assembler.jumpIf(Condition.EQUAL, WANTED, CHARACTER, same);
    assembler.jumpIf(Condition.EQUAL, BEHIND_STAR, 0, no);
    assembler.alu(Alu.ADD, STAR_END, 1);
    assembler.move(AT, STAR_END);
    assembler.move(WANT, BEHIND_STAR);
    assembler.jump(next);
    assembler.place(same);
    assembler.alu(Alu.ADD, AT, 1);
    assembler.alu(Alu.ADD, WANT, 1);
    assembler.jump(next);
    assembler.place(star);
    assembler.alu(Alu.ADD, WANT, 1);
    assembler.move(BEHIND_STAR, WANT);
    assembler.move(STAR_END, AT);
    assembler.jump(next);
    assembler.place(end);
    assembler.jumpIf(Condition.NOT_EQUAL, WANTED, 0, no);
    assembler.move(Register.R0, 1);
    assembler.exit();
    assembler.place(no);
    assembler.move(Register.R0, 0);
    assembler.exit();
  }

  /** The character at a place of a text, 0 behind its end. */
  private static void character(
      Assembler assembler, Register result, Register text, Register at, Register size) {
    Label behind = assembler.newLabel();
    assembler.move(result, 0);
    assembler.jumpIf(Condition.GREATER_OR_EQUAL, at, size, behind);
    assembler.move(result, text);
    assembler.alu(Alu.ADD, result, at);
    assembler.load(Width.BYTE, result, result, 0);
    assembler.place(behind);
  }
}
