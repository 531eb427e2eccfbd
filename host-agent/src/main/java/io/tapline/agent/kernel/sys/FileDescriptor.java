package io.tapline.agent.kernel.sys;

import java.nio.ByteBuffer;
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
   * Reads what is there next, as read(2) does; an interrupted call is made again.
   *
   * @param buffer direct, filled from its first byte
   * @return bytes read; 0 at the end
   */
  public int read(ByteBuffer buffer) throws SystemCallException {
    long result;
    do {
      result = libc.call(LibC.READ, number(), LibC.address(buffer), buffer.capacity());
    } while (-result == Errno.EINTR.number());
    if (result < 0) {
      throw new SystemCallException("read " + this, new Errno((int) -result));
    }
    return (int) result;
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
