package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import java.util.Optional;

/** Sum and count: averages, and statistics with them. */
record AverageEmitter(boolean signed) implements GatheringEmitter {
  private static final int COUNT_OFFSET = Long.BYTES;

  @Override
  public int valueBytes() {
    return 2 * Long.BYTES;
  }

  @Override
  public void update(Assembler assembler) {
    assembler.atomicAdd(Register.R0, 0, Register.R1);
    assembler.move(Register.R1, 1);
    assembler.atomicAdd(Register.R0, COUNT_OFFSET, Register.R1);
  }

  @Override
  public Optional<TotalEmitter> total() {
    return Optional.of(new OfCpus(signed));
  }

  /** The sum of all through the count of all, towards zero. */
  private record OfCpus(boolean signed) implements TotalEmitter {
    @Override
    public void merge(Assembler assembler) {
      assembler.load(Width.DOUBLE, Register.R1, Register.R0, 0);
      assembler.alu(Alu.ADD, TOTAL, Register.R1);
      assembler.load(Width.DOUBLE, Register.R1, Register.R0, COUNT_OFFSET);
      assembler.load(Width.DOUBLE, Register.R2, Register.R10, SECOND_OFFSET);
      assembler.alu(Alu.ADD, Register.R2, Register.R1);
      assembler.store(Width.DOUBLE, Register.R10, SECOND_OFFSET, Register.R2);
    }

    /** Through zero is zero in this machine. Of a sum below zero, the other way round. */
    @Override
    public void finish(Assembler assembler) {
      assembler.load(Width.DOUBLE, Register.R1, Register.R10, SECOND_OFFSET);
      assembler.move(Register.R0, TOTAL);
      if (!signed) {
        assembler.alu(Alu.DIV, Register.R0, Register.R1);
        return;
      }
      assembler.move(Register.R2, TOTAL);
      assembler.alu(Alu.SHIFT_RIGHT_SIGNED, Register.R2, Long.SIZE - 1);
      assembler.alu(Alu.XOR, Register.R0, Register.R2);
      assembler.alu(Alu.SUB, Register.R0, Register.R2);
      assembler.alu(Alu.DIV, Register.R0, Register.R1);
      assembler.alu(Alu.XOR, Register.R0, Register.R2);
      assembler.alu(Alu.SUB, Register.R0, Register.R2);
    }
  }
}
