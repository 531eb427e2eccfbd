package io.tapline.agent.compile.builtin;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Register;

/** {@code pid} and {@code gid}: the upper half of what a helper answers. */
record UpperHalfEmitter(Helper helper) implements BuiltinEmitter {
  @Override
  public void emit(Assembler assembler) {
    assembler.call(helper);
    assembler.alu(Alu.SHIFT_RIGHT, Register.R0, Integer.SIZE);
  }
}
