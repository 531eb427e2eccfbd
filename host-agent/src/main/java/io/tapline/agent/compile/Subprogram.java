package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;

/**
 * Code that a program has once and calls from several places. Arguments are in R1 to R5, the answer
 * in R0; R6 to R9 are the caller's. Two that are equal are one: use records.
 */
interface Subprogram {

  /** An identifier of C. */
  String name();

  /** Emits it, from its entry, which is placed already, to its exit. */
  void emit(Assembler assembler);
}
