package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;

/** The first word of each CPU, added up. */
record SumOfCpus() implements TotalEmitter {
  @Override
  public void merge(Assembler assembler) {
    assembler.load(Width.DOUBLE, Register.R1, Register.R0, 0);
    assembler.alu(Alu.ADD, TOTAL, Register.R1);
  }

  @Override
  public void finish(Assembler assembler) {
    assembler.move(Register.R0, TOTAL);
  }
}
