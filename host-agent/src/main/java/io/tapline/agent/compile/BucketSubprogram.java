package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.compile.gathering.BucketEmitter;
import io.tapline.agent.compile.gathering.Gatherings;
import io.tapline.agent.script.ir.Gathering;

/**
 * {@code R0 = bucket of R1}, once in a program: five histograms of a kind are five calls.
 *
 * @param buckets how they are numbered
 */
record BucketSubprogram(BucketEmitter buckets) implements Subprogram {

  /** The numbering of a histogram. */
  BucketSubprogram(Gathering histogram) {
    this(Gatherings.of(histogram).bucket().orElseThrow());
  }

  @Override
  public String name() {
    return buckets.name();
  }

  @Override
  public void emit(Assembler assembler) {
    buckets.emit(assembler);
  }
}
