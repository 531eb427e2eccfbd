package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;

/**
 * Makes the verifier forget what a register holds, which stays the same: exclusive or with an
 * unknown number, twice. A number that is added to a pointer is tracked exactly, so that the
 * verifier would walk every round of a loop for every value of it; of one it knows nothing about it
 * walks one round.
 */
final class Forgetting {
  /** On a subprogram's own stack. */
  private static final int SLOT = -8;

  private final Assembler assembler;

  private Forgetting(Assembler assembler) {
    this.assembler = assembler;
  }

  /** Keeps a number that the verifier does not know. */
  static Forgetting keep(Assembler assembler, Register unknown) {
    assembler.store(Width.DOUBLE, Register.R10, SLOT, unknown);
    return new Forgetting(assembler);
  }

  /** Spoils {@code temporary}. */
  void forget(Register temporary, Register... registers) {
    assembler.load(Width.DOUBLE, temporary, Register.R10, SLOT);
    for (Register register : registers) {
      assembler.alu(Alu.XOR, register, temporary);
      assembler.alu(Alu.XOR, register, temporary);
    }
  }
}
