package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Register;

/**
 * R0 divided by R1 with signs, without a jump: BPF's own signed division needs kernel 6.6. Rounds
 * to zero as C does; dividing by zero gives 0, and the remainder of it is the left side.
 */
final class SignedDivision {
  private SignedDivision() {}

  static void quotient(Assembler assembler) {
    assembler.move(Register.R4, Register.R0);
    assembler.alu(Alu.XOR, Register.R4, Register.R1);
    assembler.alu(Alu.SHIFT_RIGHT_SIGNED, Register.R4, Long.SIZE - 1);
    absolute(assembler, Register.R0);
    absolute(assembler, Register.R1);
    assembler.alu(Alu.DIV, Register.R0, Register.R1);
    applySign(assembler);
  }

  static void remainder(Assembler assembler) {
    assembler.move(Register.R4, Register.R0);
    assembler.alu(Alu.SHIFT_RIGHT_SIGNED, Register.R4, Long.SIZE - 1);
    absolute(assembler, Register.R0);
    absolute(assembler, Register.R1);
    assembler.alu(Alu.MOD, Register.R0, Register.R1);
    applySign(assembler);
  }

  /** With m = -1 for a negative number and 0 else, its absolute value is (x ^ m) - m. */
  private static void absolute(Assembler assembler, Register register) {
    assembler.move(Register.R3, register);
    assembler.alu(Alu.SHIFT_RIGHT_SIGNED, Register.R3, Long.SIZE - 1);
    assembler.alu(Alu.XOR, register, Register.R3);
    assembler.alu(Alu.SUB, register, Register.R3);
  }

  private static void applySign(Assembler assembler) {
    assembler.alu(Alu.XOR, Register.R0, Register.R4);
    assembler.alu(Alu.SUB, Register.R0, Register.R4);
  }
}
