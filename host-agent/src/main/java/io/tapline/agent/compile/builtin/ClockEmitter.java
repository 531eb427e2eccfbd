package io.tapline.agent.compile.builtin;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Helper;

/** {@code nsecs}: CLOCK_MONOTONIC, which ring records are stamped with too. */
final class ClockEmitter implements BuiltinEmitter {
  @Override
  public void emit(Assembler assembler) {
    assembler.call(Helper.KTIME_GET_NS);
  }
}
