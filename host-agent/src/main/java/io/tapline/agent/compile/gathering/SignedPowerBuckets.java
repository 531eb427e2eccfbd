package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Register;

/**
 * {@code quantize}: a bucket for each power of two on both sides of zero, which is in the middle.
 */
record SignedPowerBuckets() implements BucketEmitter {
  private static final int ZERO = 64;

  @Override
  public String name() {
    return "signed_power_bucket";
  }

  @Override
  public int buckets() {
    return 2 * ZERO;
  }

  /** 64 + sign (1 + e), or 64; R5 is 0 or -1 by the sign, to apply it by exclusive or. */
  @Override
  public void emit(Assembler assembler) {
    assembler.move(Register.R5, Register.R1);
    assembler.alu(Alu.SHIFT_RIGHT_SIGNED, Register.R5, Long.SIZE - 1);
    applySign(assembler, Register.R1);
    HighestBit.emit(assembler);
    assembler.move(Register.R0, Register.R2);
    assembler.alu(Alu.ADD, Register.R0, 1);
    // 1 unless the number is zero; |n| is at most 2^63, whose opposite is itself.
    assembler.negate(Register.R1);
    assembler.alu(Alu.SHIFT_RIGHT, Register.R1, Long.SIZE - 1);
    assembler.alu(Alu.MUL, Register.R0, Register.R1);
    applySign(assembler, Register.R0);
    assembler.alu(Alu.ADD, Register.R0, ZERO);
    assembler.exit();
  }

  private static void applySign(Assembler assembler, Register register) {
    assembler.alu(Alu.XOR, register, Register.R5);
    assembler.alu(Alu.SUB, register, Register.R5);
  }
}
