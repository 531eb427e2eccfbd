package io.tapline.agent.bpf.insn;

/** A place in an {@link Assembler}'s program, known once it is placed. Belongs to one assembler. */
public final class Label {
  private static final int UNPLACED = -1;

  private int index = UNPLACED;

  Label() {}

  void place(int at) {
    if (index != UNPLACED) {
      throw new IllegalStateException("label placed twice: at " + index + " and " + at);
    }
    index = at;
  }

  /** Index of the instruction it means. */
  int index() {
    if (index == UNPLACED) {
      throw new IllegalStateException("jump to a label that was never placed");
    }
    return index;
  }
}
