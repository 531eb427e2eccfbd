package io.tapline.agent.compile;

import io.tapline.agent.script.source.SourceRange;

/** A program's stack: slots of whole words, given and taken back in order. */
final class StackFrame {
  /** Of the kernel's 512 bytes, what the histogram's subprogram and alignment leave. */
  private static final int LIMIT = 480;

  private final SourceRange clause;
  private int used;

  StackFrame(SourceRange clause) {
    this.clause = clause;
  }

  /** A slot's offset from the frame pointer, a multiple of 8. */
  int allocate(int bytes) {
    int size = Layout.roundUp(bytes, Long.BYTES);
    if (used + size > LIMIT) {
      throw new CompileFailure(
          clause,
          "this probe needs more than the " + LIMIT + " bytes of stack a program has",
          "shorten strings: a length is str(address, bytes)");
    }
    used += size;
    return -used;
  }

  /** What {@link #release} goes back to. */
  int mark() {
    return used;
  }

  void release(int mark) {
    used = mark;
  }
}
