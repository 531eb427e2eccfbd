package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Register;

/** How the values of all CPUs become one number, in two words that begin as zero. */
public interface TotalEmitter {
  /** The first word. */
  Register TOTAL = Register.R8;

  /** Where the second word is, a u64 on the function's stack. */
  int SECOND_OFFSET = -8;

  /** Takes a CPU's value in, whose address is R0. Spoils R0 to R5. */
  void merge(Assembler assembler);

  /** R0 = the number; 0 if there is nothing. Spoils R1 to R5. */
  void finish(Assembler assembler);
}
