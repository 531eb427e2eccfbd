package io.tapline.agent.compile;

import java.util.OptionalInt;

/** A function's stack: slots of whole words, given and taken back in order. */
final class StackFrame {
  /** Of the kernel's 512 bytes, what one subprogram and alignment leave. */
  static final int LIMIT = 480;

  private final int limit;
  private int used;

  /**
   * @param limit bytes it may take
   */
  StackFrame(int limit) {
    this.limit = limit;
  }

  /** A slot's offset from the frame pointer, a multiple of 8; empty when there is no room. */
  OptionalInt tryAllocate(int bytes) {
    int size = Layout.roundUp(bytes, Long.BYTES);
    if (used + size > limit) {
      return OptionalInt.empty();
    }
    used += size;
    return OptionalInt.of(-used);
  }

  /** How many bytes are left. */
  int room() {
    return limit - used;
  }

  /** What {@link #release} goes back to. */
  int mark() {
    return used;
  }

  void release(int mark) {
    used = mark;
  }
}
