package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.Gathering.Combination;

/** What an interval's numbers come to; a bucket that holds an older interval is begun anew. */
record TimeSeriesEmitter(Combination combination, boolean signed) implements GatheringEmitter {
  private static final int VALUE_OFFSET = Long.BYTES;
  private static final int WEIGHT_OFFSET = VALUE_OFFSET + Long.BYTES;

  @Override
  public int valueBytes() {
    return WEIGHT_OFFSET + Long.BYTES;
  }

  @Override
  public void update(Assembler assembler) {
    Label current = assembler.newLabel();
    assembler.load(Width.DOUBLE, Register.R4, Register.R0, 0);
    assembler.jumpIf(Condition.EQUAL, Register.R4, Register.R2, current);
    assembler.store(Width.DOUBLE, Register.R0, VALUE_OFFSET, 0);
    assembler.store(Width.DOUBLE, Register.R0, WEIGHT_OFFSET, 0);
    assembler.store(Width.DOUBLE, Register.R0, 0, Register.R2);
    assembler.place(current);
    switch (combination) {
      case LAST -> {
        assembler.store(Width.DOUBLE, Register.R0, VALUE_OFFSET, Register.R1);
        assembler.store(Width.DOUBLE, Register.R0, WEIGHT_OFFSET, Register.R3);
      }
      case AVERAGE -> {
        assembler.atomicAdd(Register.R0, VALUE_OFFSET, Register.R1);
        assembler.move(Register.R1, 1);
        assembler.atomicAdd(Register.R0, WEIGHT_OFFSET, Register.R1);
      }
      case SUM -> {
        assembler.atomicAdd(Register.R0, VALUE_OFFSET, Register.R1);
        assembler.store(Width.DOUBLE, Register.R0, WEIGHT_OFFSET, 1);
      }
      case MINIMUM ->
          extreme(assembler, signed ? Condition.SIGNED_LESS_OR_EQUAL : Condition.LESS_OR_EQUAL);
      case MAXIMUM ->
          extreme(
              assembler, signed ? Condition.SIGNED_GREATER_OR_EQUAL : Condition.GREATER_OR_EQUAL);
    }
  }

  private static void extreme(Assembler assembler, Condition notBeatenBy) {
    Label better = assembler.newLabel();
    Label done = assembler.newLabel();
    assembler.load(Width.DOUBLE, Register.R4, Register.R0, WEIGHT_OFFSET);
    assembler.jumpIf(Condition.EQUAL, Register.R4, 0, better);
    assembler.load(Width.DOUBLE, Register.R4, Register.R0, VALUE_OFFSET);
    assembler.jumpIf(notBeatenBy, Register.R4, Register.R1, done);
    assembler.place(better);
    assembler.store(Width.DOUBLE, Register.R0, VALUE_OFFSET, Register.R1);
    assembler.store(Width.DOUBLE, Register.R0, WEIGHT_OFFSET, 1);
    assembler.place(done);
  }
}
