package io.tapline.agent.compile.builtin;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Helper;

/** What a helper without arguments answers: {@code nsecs}, {@code cpu}, {@code curtask}. */
record HelperEmitter(Helper helper) implements BuiltinEmitter {
  @Override
  public void emit(Assembler assembler) {
    assembler.call(helper);
  }
}
