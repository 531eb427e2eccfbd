package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.config.PidNamespace;

/**
 * Process and thread ids as the host's own process id namespace has them; 0 for what is not in it.
 */
final class NamespaceEmitter {
  /** struct bpf_pidns_info, include/uapi/linux/bpf.h: u32 pid, u32 tgid. */
  private static final int INFO_BYTES = 8;

  private static final int THREAD_OFFSET = 0;
  private static final int PROCESS_OFFSET = 4;

  private final Program program;
  private final Assembler assembler;

  NamespaceEmitter(Program program) {
    this.program = program;
    this.assembler = program.assembler();
  }

  /** Into R0. Spoils R1 to R5. */
  void emit(PidNamespace namespace, boolean process) {
    Memory.Mark mark = program.memory().mark();
    Place info = program.memory().allocate(INFO_BYTES);
    // The helper clears it when the process is not in the namespace.
    assembler.move(Register.R1, namespace.device());
    assembler.move(Register.R2, namespace.inode());
    program.memory().address(Register.R3, info);
    assembler.move(Register.R4, INFO_BYTES);
    assembler.call(Helper.GET_NS_CURRENT_PID_TGID);
    int offset = process ? PROCESS_OFFSET : THREAD_OFFSET;
    program.memory().load(Width.WORD, Register.R0, info, offset);
    program.memory().release(mark);
  }
}
