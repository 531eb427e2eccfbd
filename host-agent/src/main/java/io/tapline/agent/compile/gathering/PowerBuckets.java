package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;

/** {@code hist}: {@code 2^bits} buckets for each power of two. */
record PowerBuckets(int bits) implements BucketEmitter {
  @Override
  public String name() {
    return "power_bucket_" + bits;
  }

  /** The greatest number is 2^63 - 1. */
  @Override
  public int buckets() {
    return 1 + ((Long.SIZE - bits) << bits);
  }

  @Override
  public void emit(Assembler assembler) {
    Label natural = assembler.newLabel();
    Label large = assembler.newLabel();
    assembler.jumpIf(Condition.SIGNED_GREATER_OR_EQUAL, Register.R1, 0, natural);
    assembler.move(Register.R0, 0);
    assembler.exit();

    assembler.place(natural);
    assembler.jumpIf(Condition.GREATER_OR_EQUAL, Register.R1, 1 << bits, large);
    assembler.move(Register.R0, Register.R1);
    assembler.alu(Alu.ADD, Register.R0, 1);
    assembler.exit();

    assembler.place(large);
    HighestBit.emit(assembler);
    if (bits == 0) {
      assembler.move(Register.R0, Register.R2);
      assembler.alu(Alu.ADD, Register.R0, 2);
      assembler.exit();
      return;
    }
    assembler.alu(Alu.SUB, Register.R2, bits);
    assembler.move(Register.R0, Register.R2);
    assembler.alu(Alu.ADD, Register.R0, 1);
    assembler.alu(Alu.SHIFT_LEFT, Register.R0, bits);
    assembler.alu(Alu.SHIFT_RIGHT, Register.R1, Register.R2);
    assembler.alu(Alu.AND, Register.R1, (1 << bits) - 1);
    assembler.alu(Alu.ADD, Register.R0, Register.R1);
    assembler.alu(Alu.ADD, Register.R0, 1);
    assembler.exit();
  }
}
