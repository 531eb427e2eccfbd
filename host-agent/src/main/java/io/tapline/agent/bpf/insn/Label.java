package io.tapline.agent.bpf.insn;

import org.jspecify.annotations.Nullable;

/** A place in an {@link Assembler}'s program, known once it is placed. Belongs to one assembler. */
public final class Label {
  private @Nullable Section section;
  private int index;
  private boolean used;

  Label() {}

  void place(Section in, int at) {
    if (section != null) {
      throw new IllegalStateException("label placed twice: at " + index + " and " + at);
    }
    section = in;
    index = at;
  }

  void use() {
    used = true;
  }

  /** Whether anything goes there. */
  public boolean isUsed() {
    return used;
  }

  /** Index of the instruction it means, once all sections are full. */
  int index() {
    if (section == null) {
      throw new IllegalStateException("jump to a label that was never placed");
    }
    return section.start + index;
  }
}
