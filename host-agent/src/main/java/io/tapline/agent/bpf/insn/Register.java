package io.tapline.agent.bpf.insn;

/** The machine's registers. A call takes R1 to R5, spoils them, and answers in R0. */
public enum Register {
  R0(0),
  R1(1),
  R2(2),
  R3(3),
  R4(4),
  R5(5),
  R6(6),
  R7(7),
  R8(8),
  R9(9),
  /** The frame pointer: the stack lies below it. Read only. */
  R10(10);

  private final int number;

  Register(int number) {
    this.number = number;
  }

  /** As an instruction names it. */
  public int number() {
    return number;
  }
}
