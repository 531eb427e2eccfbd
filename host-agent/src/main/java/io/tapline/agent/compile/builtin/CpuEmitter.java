package io.tapline.agent.compile.builtin;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Helper;

/** {@code cpu}. */
final class CpuEmitter implements BuiltinEmitter {
  @Override
  public void emit(Assembler assembler) {
    assembler.call(Helper.GET_SMP_PROCESSOR_ID);
  }
}
