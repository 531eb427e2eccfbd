package io.tapline.agent.bpf.insn;

/** A program has more instructions than the kernel takes. */
public final class ProgramTooLongException extends Exception {
  private static final long serialVersionUID = 1L;

  ProgramTooLongException(int slots) {
    super(slots + " instructions, more than " + Assembler.MAX_SLOTS);
  }
}
