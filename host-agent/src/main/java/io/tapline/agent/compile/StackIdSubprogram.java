package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;

/**
 * R0 = a number for the R2 addresses at R1, the same for the same addresses. Two stacks in 2^32
 * different ones would have to meet by chance for one of them to be shown as another.
 *
 * <pre>
 *   h = n
 *   for each address a:   h = (h ^ a) * FACTOR;  h = h ^ h &gt;&gt;&gt; 32
 *   h = h * FACTOR;  h ^ h &gt;&gt;&gt; 29
 * </pre>
 *
 * The multiplication carries each bit upwards, the shift brings the upper half down again; each
 * step can be undone, so that stacks that differ in one address never have the same number.
 *
 * @param frames most addresses there are room for
 */
record StackIdSubprogram(int frames) implements Subprogram {
  /** 2^64 through the golden ratio, made odd (Knuth, volume 3, 6.4). */
  static final long FACTOR = 0x9e3779b97f4a7c15L;

  static final int SHIFT = 32;
  static final int LAST_SHIFT = 29;

  private static final Register HASH = Register.R0;
  private static final Register INDEX = Register.R3;
  private static final Register MIXER = Register.R5;

  @Override
  public String name() {
    return "stack_id_" + frames;
  }

  @Override
  public void emit(Assembler assembler) {
    Label next = assembler.newLabel();
    Label end = assembler.newLabel();
    assembler.move(HASH, Register.R2);
    assembler.move(MIXER, FACTOR);
    UnknownZero.load(assembler, INDEX);
    assembler.place(next);
    assembler.mayGoto(end);
    assembler.jumpIf(Condition.GREATER_OR_EQUAL, INDEX, Register.R2, end);
    // What the first condition says already, in words that the verifier understands.
    assembler.jumpIf(Condition.GREATER_OR_EQUAL, INDEX, frames, end);
    assembler.move(Register.R4, INDEX);
    assembler.alu(Alu.SHIFT_LEFT, Register.R4, 3);
    assembler.alu(Alu.ADD, Register.R4, Register.R1);
    assembler.load(Width.DOUBLE, Register.R4, Register.R4, 0);
    assembler.alu(Alu.XOR, HASH, Register.R4);
    mix(assembler, SHIFT);
    assembler.alu(Alu.ADD, INDEX, 1);
    assembler.jump(next);
    assembler.place(end);
    mix(assembler, LAST_SHIFT);
    assembler.exit();
  }

  private static void mix(Assembler assembler, int shift) {
    assembler.alu(Alu.MUL, HASH, MIXER);
    assembler.move(Register.R4, HASH);
    assembler.alu(Alu.SHIFT_RIGHT, Register.R4, shift);
    assembler.alu(Alu.XOR, HASH, Register.R4);
  }
}
