package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Assembler;

/**
 * A function of the program that numbers buckets: {@code R0 = bucket of R1}, R1 a signed 64-bit
 * number. Uses no stack and leaves R6 to R9 alone. Implementations are records: two that are equal
 * are one function.
 */
public interface BucketEmitter {

  /** An identifier of C. */
  String name();

  /** How many buckets there are: all answers are below. */
  int buckets();

  /** Emits it, from its entry to its exit. */
  void emit(Assembler assembler);
}
