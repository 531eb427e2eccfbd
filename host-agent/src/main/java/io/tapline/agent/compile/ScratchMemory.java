package io.tapline.agent.compile;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Memory of a program beside its stack, for what is too large: given and taken back in order. A
 * program claims a slot of it when it starts and gives it back when it ends, see {@link
 * ScratchClaim}. Slots are values of a per-CPU array, or where those would be too large of a plain
 * array, for all CPUs together.
 */
final class ScratchMemory {
  /** The per-CPU array. */
  static final String MAP = "scratch";

  /** The array of large slots. */
  static final String LARGE_MAP = "large_scratch";

  /**
   * How many programs can be under way on one CPU with a slot each: a task, what preempts it, soft
   * and hard interrupts, and some to spare.
   */
  static final int SLOTS = 8;

  /** A CPU begins to look at eight times its number, and all may take all of them. */
  static final int LARGE_SLOTS = 64;

  /** The first word of a slot says whether it is taken. */
  static final int HEADER_BYTES = Long.BYTES;

  /** PCPU_MIN_UNIT_SIZE, include/linux/percpu.h: the largest value of a per-CPU array. */
  private static final int PER_CPU_BYTES = 32 << 10;

  private static final int LIMIT = 1 << 20;

  private int used = HEADER_BYTES;
  private int most = HEADER_BYTES;

  /** The map of slots of so many bytes. */
  static MapSpec spec(int slotBytes) {
    return slotBytes > PER_CPU_BYTES
        ? new MapSpec(LARGE_MAP, MapType.ARRAY, Integer.BYTES, slotBytes, LARGE_SLOTS, 0)
        : new MapSpec(MAP, MapType.PERCPU_ARRAY, Integer.BYTES, slotBytes, SLOTS, 0);
  }

  /** The maps that programs need which need slots of so many bytes each. */
  static List<MapSpec> specs(List<Integer> slotBytes) {
    Map<String, MapSpec> specs = new TreeMap<>();
    for (int bytes : slotBytes) {
      if (bytes > 0) {
        MapSpec spec = spec(bytes);
        specs.merge(spec.name(), spec, (a, b) -> a.valueBytes() > b.valueBytes() ? a : b);
      }
    }
    return List.copyOf(specs.values());
  }

  /** An offset from the slot's start, a multiple of 8; empty when there is no room. */
  OptionalInt tryAllocate(int bytes) {
    int size = Layout.roundUp(bytes, Long.BYTES);
    if (size > LIMIT - used) {
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

  /** Whether its slot is of the plain array. */
  boolean isLarge() {
    return most > PER_CPU_BYTES;
  }

  /** Bytes of a slot that the program needs; 0 when it needs none. */
  int sizeBytes() {
    return isUsed() ? most : 0;
  }

  int mark() {
    return used;
  }

  void release(int mark) {
    used = mark;
  }
}
