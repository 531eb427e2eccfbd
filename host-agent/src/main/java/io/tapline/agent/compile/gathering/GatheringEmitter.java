package io.tapline.agent.compile.gathering;

import io.tapline.agent.bpf.insn.Assembler;
import java.util.Optional;

/**
 * How one gathering lies in memory and takes a number in: the layouts are those of {@link
 * io.tapline.agent.script.ir.Gathering}.
 *
 * <p>A value belongs to one CPU, and a program is never moved to another while it runs. It can be
 * preempted all the same: system call tracepoints are preemptible since kernel 6.13, uprobes always
 * were, and interrupts run programs too; whoever comes between may add to the same value. So sums
 * and counts are added atomically, which costs some nanoseconds on memory that no other CPU
 * touches, and extremes are exchanged. A time series alone may lose a number that is gathered while
 * another is: its three words cannot be changed at once.
 */
public interface GatheringEmitter {

  /** Bytes of a value on one CPU, a multiple of 8; all zero is what gathers nothing yet. */
  int valueBytes();

  /**
   * Takes a number in. R0 is the value's address; R1 the number, except for what counts; for time
   * series R2 is the interval's number and R3 the nanoseconds since it began. Spoils R0 to R5.
   */
  void update(Assembler assembler);

  /** How keys' bucket is found from the number; empty where keys have none, or one by time. */
  default Optional<BucketEmitter> bucket() {
    return Optional.empty();
  }

  /** How the values of all CPUs become one number; empty where there is no such number. */
  default Optional<TotalEmitter> total() {
    return Optional.empty();
  }
}
