package io.tapline.agent.compile.builtin;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Register;

/** {@code func}'s address: the kernel finds it from what the program was given, in R6. */
final class FunctionAddressEmitter implements BuiltinEmitter {
  @Override
  public void emit(Assembler assembler) {
    assembler.move(Register.R1, Register.R6);
    assembler.call(Helper.GET_FUNC_IP);
  }
}
