package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Register;

/**
 * {@code R2 = place of R1's highest bit}, 0 for zero. Spoils R3 and R4.
 *
 * <p>Without a jump: seven instructions for each of six halvings. Jumps would be fewer instructions
 * and more time, because which way they go is as random as the numbers are, and each would double
 * the ways that the verifier walks through what follows.
 */
final class HighestBit {
  private HighestBit() {}

  static void emit(Assembler assembler) {
    assembler.move(Register.R2, 0);
    assembler.move(Register.R3, Register.R1);
    for (int exponent = 5; exponent >= 0; exponent--) {
      int step = 1 << exponent;
      assembler.move(Register.R4, Register.R3);
      assembler.alu(Alu.SHIFT_RIGHT, Register.R4, step);
      // What is left is below 2^63, so that its opposite has the highest bit unless it is zero.
      assembler.negate(Register.R4);
      assembler.alu(Alu.SHIFT_RIGHT, Register.R4, Long.SIZE - 1);
      if (exponent > 0) {
        assembler.alu(Alu.SHIFT_LEFT, Register.R4, exponent);
        assembler.alu(Alu.SHIFT_RIGHT, Register.R3, Register.R4);
      }
      assembler.alu(Alu.ADD, Register.R2, Register.R4);
    }
  }
}
