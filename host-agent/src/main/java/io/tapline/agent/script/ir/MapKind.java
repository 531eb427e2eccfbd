package io.tapline.agent.script.ir;

/** What the kernel keeps a map in; the words of {@code let @name = kind(entries)}. */
public enum MapKind {
  HASH("hash"),
  LRU_HASH("lruhash"),
  PERCPU_HASH("percpuhash"),
  PERCPU_LRU_HASH("percpulruhash");

  private final String word;

  MapKind(String word) {
    this.word = word;
  }

  /** As scripts write it. */
  public String word() {
    return word;
  }
}
