package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Register;
import java.util.Optional;

/** One more. */
record CountEmitter() implements GatheringEmitter {
  @Override
  public int valueBytes() {
    return Long.BYTES;
  }

  @Override
  public void update(Assembler assembler) {
    assembler.move(Register.R1, 1);
    assembler.atomicAdd(Register.R0, 0, Register.R1);
  }

  @Override
  public Optional<TotalEmitter> total() {
    return Optional.of(new SumOfCpus());
  }
}
