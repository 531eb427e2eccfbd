package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;

/**
 * Sum, count, and sum of squares in 128 bits: the square of a number beyond 2^32, which a duration
 * of five seconds is, does not fit into 64.
 */
record DeviationEmitter() implements GatheringEmitter {
  private static final int SQUARES_OFFSET = 2 * Long.BYTES;
  private static final int UPPER_SQUARES_OFFSET = SQUARES_OFFSET + Long.BYTES;

  @Override
  public int valueBytes() {
    return UPPER_SQUARES_OFFSET + Long.BYTES;
  }

  @Override
  public void update(Assembler assembler) {
    assembler.atomicAdd(Register.R0, 0, Register.R1);
    assembler.move(Register.R2, 1);
    assembler.atomicAdd(Register.R0, Long.BYTES, Register.R2);
    absolute(assembler);
    square(assembler);
    addSquare(assembler);
  }

  /** R1 = |R1|, without a sign. */
  private static void absolute(Assembler assembler) {
    assembler.move(Register.R2, Register.R1);
    assembler.alu(Alu.SHIFT_RIGHT_SIGNED, Register.R2, Long.SIZE - 1);
    assembler.alu(Alu.XOR, Register.R1, Register.R2);
    assembler.alu(Alu.SUB, Register.R1, Register.R2);
  }

  /** R2:R1 = R1 squared: with R1 = a 2^32 + b, that is a^2 2^64 + 2ab 2^32 + b^2. */
  private static void square(Assembler assembler) {
    assembler.move(Register.R2, Register.R1);
    assembler.alu(Alu.SHIFT_RIGHT, Register.R2, Integer.SIZE);
    assembler.move32(Register.R1, Register.R1);
    assembler.move(Register.R3, Register.R1);
    assembler.alu(Alu.MUL, Register.R3, Register.R2);
    assembler.alu(Alu.MUL, Register.R1, Register.R1);
    assembler.alu(Alu.MUL, Register.R2, Register.R2);
    assembler.move(Register.R4, Register.R3);
    assembler.alu(Alu.SHIFT_RIGHT, Register.R4, Integer.SIZE - 1);
    assembler.alu(Alu.ADD, Register.R2, Register.R4);
    assembler.alu(Alu.SHIFT_LEFT, Register.R3, Integer.SIZE + 1);
    assembler.alu(Alu.ADD, Register.R1, Register.R3);
    carry(assembler);
  }

  /** The lower half first: what it was before tells whether there is a carry. */
  private static void addSquare(Assembler assembler) {
    assembler.move(Register.R3, Register.R1);
    assembler.atomicFetchAdd(Register.R0, SQUARES_OFFSET, Register.R1);
    assembler.alu(Alu.ADD, Register.R1, Register.R3);
    carry(assembler);
    assembler.atomicAdd(Register.R0, UPPER_SQUARES_OFFSET, Register.R2);
  }

  /** R1 is a sum with R3: smaller than that, it overflowed into R2. */
  private static void carry(Assembler assembler) {
    Label none = assembler.newLabel();
    assembler.jumpIf(Condition.GREATER_OR_EQUAL, Register.R1, Register.R3, none);
    assembler.alu(Alu.ADD, Register.R2, 1);
    assembler.place(none);
  }
}
