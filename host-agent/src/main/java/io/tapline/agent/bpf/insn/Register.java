package io.tapline.agent.bpf.insn;

/** The machine's registers. A call takes R1 to R5, spoils them, and answers in R0. */
public enum Register {
  R0,
  R1,
  R2,
  R3,
  R4,
  R5,
  R6,
  R7,
  R8,
  R9,
  /** The frame pointer: the stack lies below it. Read only. */
  R10
}
