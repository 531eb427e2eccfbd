package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import java.math.BigInteger;

/**
 * {@code llquantize}: for each power of a factor, buckets of one width. Powers are found one after
 * the other from below: at most 63 comparisons, for a factor of two.
 */
record LogLinearBuckets(int factor, int low, int high, int steps) implements BucketEmitter {
  private static final BigInteger BEYOND = BigInteger.ONE.shiftLeft(Long.SIZE - 1);

  @Override
  public String name() {
    return "log_linear_bucket";
  }

  @Override
  public int buckets() {
    return top() + 1;
  }

  private int top() {
    return 1 + (high - low + 1) * steps;
  }

  private BigInteger power(int exponent) {
    return BigInteger.valueOf(factor).pow(exponent);
  }

  @Override
  public void emit(Assembler assembler) {
    Label reached = assembler.newLabel();
    assembler.move(Register.R0, 0);
    if (power(low).compareTo(BEYOND) >= 0) {
      assembler.exit();
      return;
    }
    assembler.move(Register.R2, power(low).longValueExact());
    assembler.jumpIf(Condition.SIGNED_GREATER_OR_EQUAL, Register.R1, Register.R2, reached);
    assembler.exit();
    assembler.place(reached);
    for (int exponent = low; exponent <= high; exponent++) {
      BigInteger next = power(exponent + 1);
      if (next.compareTo(BEYOND) >= 0) {
        // No number is that great.
        inside(assembler, exponent);
        return;
      }
      Label beyond = assembler.newLabel();
      assembler.move(Register.R2, next.longValueExact());
      assembler.jumpIf(Condition.SIGNED_GREATER_OR_EQUAL, Register.R1, Register.R2, beyond);
      inside(assembler, exponent);
      assembler.place(beyond);
    }
    assembler.move(Register.R0, top());
    assembler.exit();
  }

  /** 1 + (m - low) steps + (n - factor^m) / width. */
  private void inside(Assembler assembler, int exponent) {
    Label fits = assembler.newLabel();
    BigInteger width = power(exponent + 1).divide(BigInteger.valueOf(steps)).max(BigInteger.ONE);
    assembler.move(Register.R2, power(exponent).longValueExact());
    assembler.alu(Alu.SUB, Register.R1, Register.R2);
    if (width.compareTo(BEYOND) >= 0) {
      assembler.move(Register.R1, 0);
    } else if (!width.equals(BigInteger.ONE)) {
      assembler.move(Register.R2, width.longValueExact());
      assembler.alu(Alu.DIV, Register.R1, Register.R2);
    }
    assembler.jumpIf(Condition.LESS, Register.R1, steps, fits);
    assembler.move(Register.R1, steps - 1);
    assembler.place(fits);
    assembler.alu(Alu.ADD, Register.R1, 1 + (exponent - low) * steps);
    assembler.move(Register.R0, Register.R1);
    assembler.exit();
  }
}
