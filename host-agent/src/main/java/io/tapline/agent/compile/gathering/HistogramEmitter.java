package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Assembler;
import java.util.Optional;

/**
 * One more in a number's bucket.
 *
 * @param numbering which bucket that is
 */
record HistogramEmitter(BucketEmitter numbering) implements GatheringEmitter {
  @Override
  public int valueBytes() {
    return Long.BYTES;
  }

  @Override
  public void update(Assembler assembler) {
    new CountEmitter().update(assembler);
  }

  @Override
  public Optional<BucketEmitter> bucket() {
    return Optional.of(numbering);
  }
}
