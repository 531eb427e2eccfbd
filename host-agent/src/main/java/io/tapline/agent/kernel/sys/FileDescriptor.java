package io.tapline.agent.kernel.sys;

import java.util.concurrent.atomic.AtomicBoolean;

/** Owner of one descriptor. Closing twice closes once, so a reused number is never hit. */
public final class FileDescriptor implements AutoCloseable {
  private final LibC libc;
  private final int number;
  private final AtomicBoolean closed = new AtomicBoolean();

  FileDescriptor(LibC libc, int number) {
    this.libc = libc;
    this.number = number;
  }

  /**
   * The descriptor.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public int number() {
    if (closed.get()) {
      throw new IllegalStateException("descriptor used after close: number=" + number);
    }
    return number;
  }

  /**
   * Closes it. For a perf event or a uprobe link the kernel waits here for all CPUs to pass a quiet
   * point: tens to hundreds of milliseconds.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      // close(2) frees the number even when it reports an error, so there is nothing to retry.
      libc.call(LibC.CLOSE, number, 0, 0);
    }
  }

  @Override
  public String toString() {
    return "fd " + number + (closed.get() ? " (closed)" : "");
  }
}
