package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Register;
import java.util.Optional;

/** The number on top. */
record SumEmitter() implements GatheringEmitter {
  @Override
  public int valueBytes() {
    return Long.BYTES;
  }

  @Override
  public void update(Assembler assembler) {
    assembler.atomicAdd(Register.R0, 0, Register.R1);
  }

  @Override
  public Optional<TotalEmitter> total() {
    return Optional.of(new SumOfCpus());
  }
}
