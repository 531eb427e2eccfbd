package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;

/** {@code lhist}: buckets of one width, one below and one above. */
record LinearBuckets(long least, long most, long step) implements BucketEmitter {
  @Override
  public String name() {
    return "linear_bucket";
  }

  @Override
  public int buckets() {
    return top() + 1;
  }

  private int top() {
    return Math.toIntExact(1 + Long.divideUnsigned(most - least, step));
  }

  @Override
  public void emit(Assembler assembler) {
    Label atLeast = assembler.newLabel();
    Label inside = assembler.newLabel();
    assembler.move(Register.R2, least);
    assembler.jumpIf(Condition.SIGNED_GREATER_OR_EQUAL, Register.R1, Register.R2, atLeast);
    assembler.move(Register.R0, 0);
    assembler.exit();

    assembler.place(atLeast);
    assembler.move(Register.R3, most);
    assembler.jumpIf(Condition.SIGNED_LESS, Register.R1, Register.R3, inside);
    assembler.move(Register.R0, top());
    assembler.exit();

    assembler.place(inside);
    assembler.move(Register.R0, Register.R1);
    assembler.alu(Alu.SUB, Register.R0, Register.R2);
    assembler.move(Register.R3, step);
    assembler.alu(Alu.DIV, Register.R0, Register.R3);
    assembler.alu(Alu.ADD, Register.R0, 1);
    assembler.exit();
  }
}
