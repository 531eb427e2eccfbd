package io.tapline.agent.kernel.sys;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Owner of one mapping of a descriptor's pages, shared with the kernel.
 *
 * <p>The buffer must not be touched after {@link #close}: the process would die of SIGSEGV. Whoever
 * reads it closes it, on the same thread.
 */
public final class MappedMemory implements AutoCloseable {
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int MAP_SHARED = 1;

  private final LibC libc;
  private final long address;
  private final int length;
  private final AtomicBoolean closed = new AtomicBoolean();

  private MappedMemory(LibC libc, long address, int length) {
    this.libc = libc;
    this.address = address;
    this.length = length;
  }

  /**
   * Maps pages.
   *
   * @param descriptor what to map
   * @param offsetBytes where to begin, a multiple of the page size
   * @param length in bytes
   * @param writable whether writes are allowed, beside reads
   * @throws SystemCallException when the kernel refuses
   */
  public static MappedMemory map(
      LibC libc, FileDescriptor descriptor, long offsetBytes, int length, boolean writable)
      throws SystemCallException {
    int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
    long result =
        libc.call(LibC.MMAP, 0, length, protection, MAP_SHARED, descriptor.number(), offsetBytes);
    if (result < 0) {
      throw new SystemCallException(
          "map " + length + " bytes of " + descriptor, new Errno((int) -result));
    }
    return new MappedMemory(libc, result, length);
  }

  /** The pages, native byte order, position 0. */
  public ByteBuffer buffer() {
    if (closed.get()) {
      throw new IllegalStateException("mapping used after close: length=" + length);
    }
    return LibC.view(address, length);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      libc.call(LibC.MUNMAP, address, length, 0);
    }
  }
}
