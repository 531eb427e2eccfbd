package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.schemas.BucketLayout;

/**
 * {@code exphist}, and {@code hist} in the pipeline: {@code BucketLayout.bucketOf} with the same
 * integer arithmetic, so that kernel and Java cannot differ.
 *
 * <p>Exponent and mantissa come from six conditional shifts; the sub-bucket from a binary search
 * that is unrolled into a tree of 31 comparisons, five of which run.
 */
record ExponentialBuckets() implements BucketEmitter {
  private static final Register RESULT = Register.R0;
  private static final Register MANTISSA = Register.R1;
  private static final Register EXPONENT = Register.R2;
  private static final Register TEMPORARY = Register.R3;

  @Override
  public String name() {
    return "bucket";
  }

  @Override
  public int buckets() {
    return BucketLayout.BUCKETS;
  }

  @Override
  public void emit(Assembler assembler) {
    Label positive = assembler.newLabel();
    Label notPowerOfTwo = assembler.newLabel();
    Label done = assembler.newLabel();
    assembler.jumpIf(Condition.SIGNED_GREATER, MANTISSA, 0, positive);
    assembler.move(RESULT, 0);
    assembler.exit();

    assembler.place(positive);
    normalise(assembler);
    // From here EXPONENT is the bucket of the power of two below: 32 e + 1.
    assembler.alu(Alu.SHIFT_LEFT, EXPONENT, BucketLayout.SCALE);
    assembler.alu(Alu.ADD, EXPONENT, 1);
    assembler.move(TEMPORARY, Long.MIN_VALUE);
    assembler.jumpIf(Condition.NOT_EQUAL, MANTISSA, TEMPORARY, notPowerOfTwo);
    assembler.move(RESULT, 0);
    assembler.jump(done);

    assembler.place(notPowerOfTwo);
    search(assembler, 0, BucketLayout.SUB_BUCKETS, done);
    assembler.place(done);
    assembler.alu(Alu.ADD, RESULT, EXPONENT);
    assembler.exit();
  }

  /** Shifts MANTISSA left until bit 63 is set; EXPONENT becomes the highest bit's old place. */
  private static void normalise(Assembler assembler) {
    assembler.move(EXPONENT, Long.SIZE - 1);
    for (int step = Integer.SIZE; step >= 1; step /= 2) {
      Label high = assembler.newLabel();
      assembler.move(TEMPORARY, MANTISSA);
      assembler.alu(Alu.SHIFT_RIGHT, TEMPORARY, Long.SIZE - step);
      assembler.jumpIf(Condition.NOT_EQUAL, TEMPORARY, 0, high);
      assembler.alu(Alu.SHIFT_LEFT, MANTISSA, step);
      assembler.alu(Alu.SUB, EXPONENT, step);
      assembler.place(high);
    }
  }

  /** RESULT = 1 + how many thresholds the mantissa reaches, which is in low..high-1. */
  private static void search(Assembler assembler, int low, int high, Label done) {
    if (high - low == 1) {
      assembler.move(RESULT, low + 1);
      assembler.jump(done);
      return;
    }
    int middle = (low + high) >>> 1;
    Label above = assembler.newLabel();
    assembler.move(TEMPORARY, BucketLayout.threshold(middle));
    assembler.jumpIf(Condition.GREATER_OR_EQUAL, MANTISSA, TEMPORARY, above);
    search(assembler, low, middle, done);
    assembler.place(above);
    search(assembler, middle, high, done);
  }
}
