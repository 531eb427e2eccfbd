package io.tapline.agent.bpf.insn;

/** A program is so long that a jump does not reach its label (16 bits of slots). */
public final class JumpTooFarException extends Exception {
  private static final long serialVersionUID = 1L;

  JumpTooFarException(int distance) {
    super("jump of " + distance + " instructions");
  }
}
