package io.tapline.agent.compile.builtin;

import io.tapline.agent.bpf.insn.Assembler;

/** Code that reads one builtin number. */
public interface BuiltinEmitter {

  /** Leaves the builtin in R0, extended to 64 bits by its type; spoils R1 to R5. */
  void emit(Assembler assembler);
}
