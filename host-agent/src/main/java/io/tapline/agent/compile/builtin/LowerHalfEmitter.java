package io.tapline.agent.compile.builtin;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Register;

/** {@code tid} and {@code uid}: the lower half of what a helper answers. */
record LowerHalfEmitter(Helper helper) implements BuiltinEmitter {
  @Override
  public void emit(Assembler assembler) {
    assembler.call(helper);
    assembler.move32(Register.R0, Register.R0);
  }
}
