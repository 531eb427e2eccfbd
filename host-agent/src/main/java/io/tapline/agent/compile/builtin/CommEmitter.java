package io.tapline.agent.compile.builtin;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Register;

/** {@code comm}: the one builtin that is text. */
public final class CommEmitter {
  /** TASK_COMM_LEN, include/linux/sched.h. */
  public static final int BYTES = 16;

  private CommEmitter() {}

  /** Writes {@link #BYTES} bytes, zeros after the name, to R1. */
  public static void emit(Assembler assembler) {
    assembler.move(Register.R2, BYTES);
    assembler.call(Helper.GET_CURRENT_COMM);
  }
}
