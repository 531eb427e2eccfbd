package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import java.util.Optional;

/**
 * The least or the greatest number, and whether there is one at all.
 *
 * @param greatest else the least
 */
record ExtremeEmitter(boolean greatest, boolean signed) implements GatheringEmitter {
  private static final int KNOWN_OFFSET = Long.BYTES;

  @Override
  public int valueBytes() {
    return 2 * Long.BYTES;
  }

  @Override
  public void update(Assembler assembler) {
    Label better = assembler.newLabel();
    Label known = assembler.newLabel();
    Label done = assembler.newLabel();
    assembler.move(Register.R2, Register.R0);
    assembler.load(Width.DOUBLE, Register.R3, Register.R2, KNOWN_OFFSET);
    assembler.load(Width.DOUBLE, Register.R0, Register.R2, 0);
    assembler.jumpIf(Condition.EQUAL, Register.R3, 0, better);
    assembler.jumpIf(notBeatenBy(), Register.R0, Register.R1, done);
    assembler.place(better);
    assembler.move(Register.R3, Register.R0);
    assembler.atomicCompareExchange(Register.R2, 0, Register.R1);
    assembler.jumpIf(Condition.EQUAL, Register.R0, Register.R3, known);
    // Somebody came between; the number has to be better than theirs. Once more is enough: to
    // lose a number now, another has to come exactly here.
    assembler.jumpIf(notBeatenBy(), Register.R0, Register.R1, done);
    assembler.store(Width.DOUBLE, Register.R2, 0, Register.R1);
    assembler.place(known);
    assembler.store(Width.DOUBLE, Register.R2, KNOWN_OFFSET, 1);
    assembler.place(done);
  }

  /** Left is at least as good as right. */
  private Condition notBeatenBy() {
    if (greatest) {
      return signed ? Condition.SIGNED_GREATER_OR_EQUAL : Condition.GREATER_OR_EQUAL;
    }
    return signed ? Condition.SIGNED_LESS_OR_EQUAL : Condition.LESS_OR_EQUAL;
  }

  @Override
  public Optional<TotalEmitter> total() {
    return Optional.of(new OfCpus(notBeatenBy()));
  }

  /** The best of the CPUs that have one. */
  private record OfCpus(Condition notBeatenBy) implements TotalEmitter {
    @Override
    public void merge(Assembler assembler) {
      Label better = assembler.newLabel();
      Label done = assembler.newLabel();
      assembler.load(Width.DOUBLE, Register.R2, Register.R0, KNOWN_OFFSET);
      assembler.jumpIf(Condition.EQUAL, Register.R2, 0, done);
      assembler.load(Width.DOUBLE, Register.R1, Register.R0, 0);
      assembler.load(Width.DOUBLE, Register.R3, Register.R10, SECOND_OFFSET);
      assembler.jumpIf(Condition.EQUAL, Register.R3, 0, better);
      assembler.jumpIf(notBeatenBy, TOTAL, Register.R1, done);
      assembler.place(better);
      assembler.move(TOTAL, Register.R1);
      assembler.store(Width.DOUBLE, Register.R10, SECOND_OFFSET, 1);
      assembler.place(done);
    }

    @Override
    public void finish(Assembler assembler) {
      assembler.move(Register.R0, TOTAL);
    }
  }
}
