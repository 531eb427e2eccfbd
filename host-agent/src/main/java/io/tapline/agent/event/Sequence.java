package io.tapline.agent.event;

/** Numbers batches 0, 1, 2, ... Not thread-safe. */
public final class Sequence {
  private long next;

  /** The next number. */
  public long next() {
    return next++;
  }
}
