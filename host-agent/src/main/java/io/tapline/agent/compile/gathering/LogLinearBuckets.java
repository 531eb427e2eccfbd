package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.script.ir.Gathering.LogLinearHistogram;

/**
 * {@code llquantize}: for each power of a factor, buckets of one width. Powers are tried one after
 * the other from below, at most 62 for a factor of two; within a power it is a division.
 */
record LogLinearBuckets(LogLinearHistogram histogram) implements BucketEmitter {
  @Override
  public String name() {
    return "log_linear_bucket";
  }

  @Override
  public int buckets() {
    return histogram.bounds().size() + 1;
  }

  /** Powers as {@link LogLinearHistogram#bounds} goes through them. */
  @Override
  public void emit(Assembler assembler) {
    long power = 1;
    int bucket = 1;
    for (int exponent = 0; exponent <= histogram.high(); exponent++) {
      if (power > Long.MAX_VALUE / histogram.factor()) {
        break;
      }
      long next = power * histogram.factor();
      if (exponent == histogram.low()) {
        below(assembler, power);
      }
      if (exponent >= histogram.low()) {
        long width = Math.max(1, next / histogram.steps());
        within(assembler, power, next, width, bucket);
        bucket += Math.toIntExact((next - power + width - 1) / width);
      }
      power = next;
    }
    assembler.move(Register.R0, histogram.bounds().size());
    assembler.exit();
  }

  private static void below(Assembler assembler, long least) {
    Label reached = assembler.newLabel();
    assembler.move(Register.R2, least);
    assembler.jumpIf(Condition.SIGNED_GREATER_OR_EQUAL, Register.R1, Register.R2, reached);
    assembler.move(Register.R0, 0);
    assembler.exit();
    assembler.place(reached);
  }

  private static void within(Assembler assembler, long power, long next, long width, int bucket) {
    Label beyond = assembler.newLabel();
    assembler.move(Register.R2, next);
    assembler.jumpIf(Condition.SIGNED_GREATER_OR_EQUAL, Register.R1, Register.R2, beyond);
    assembler.move(Register.R2, power);
    assembler.alu(Alu.SUB, Register.R1, Register.R2);
    if (width > 1) {
      assembler.move(Register.R2, width);
      assembler.alu(Alu.DIV, Register.R1, Register.R2);
    }
    assembler.alu(Alu.ADD, Register.R1, bucket);
    assembler.move(Register.R0, Register.R1);
    assembler.exit();
    assembler.place(beyond);
  }
}
