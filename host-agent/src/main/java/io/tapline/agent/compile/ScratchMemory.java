package io.tapline.agent.compile;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import java.util.OptionalInt;

/**
 * Memory of a program beside its stack, for what is too large: given and taken back in order. A
 * program claims a slot of it when it starts and gives it back when it ends, see {@link
 * ScratchClaim}.
 */
final class ScratchMemory {
  /** What {@link #SLOTS} values of a per-CPU array are called. */
  static final String MAP = "scratch";

  /**
   * How many programs can be under way on one CPU with a slot each: a task, what preempts it, soft
   * and hard interrupts, and some to spare.
   */
  static final int SLOTS = 8;

  /** The first word of a slot says whether it is taken. */
  static final int HEADER_BYTES = Long.BYTES;

  /** PCPU_MIN_UNIT_SIZE, include/linux/percpu.h: the largest value of a per-CPU array. */
  private static final int LIMIT = 32 << 10;

  /** The map, for slots of so many bytes. */
  static MapSpec spec(int slotBytes) {
    return new MapSpec(MAP, MapType.PERCPU_ARRAY, Integer.BYTES, slotBytes, SLOTS, 0);
  }

  private int used = HEADER_BYTES;
  private int most = HEADER_BYTES;

  /** An offset from the slot's start, a multiple of 8; empty when there is no room. */
  OptionalInt tryAllocate(int bytes) {
    int size = Layout.roundUp(bytes, Long.BYTES);
    if (used + size > LIMIT) {
      return OptionalInt.empty();
    }
    int offset = used;
    used += size;
    most = Math.max(most, used);
    return OptionalInt.of(offset);
  }

  /** Whether the program needs a slot at all. */
  boolean isUsed() {
    return most > HEADER_BYTES;
  }

  /** Bytes of a slot that the program needs. */
  int sizeBytes() {
    return most;
  }

  int mark() {
    return used;
  }

  void release(int mark) {
    used = mark;
  }
}
