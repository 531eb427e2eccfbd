package io.tapline.agent.kernel.sys;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/**
 * The door to the kernel: {@code syscall(2)} of the C library, and the addresses of direct buffers.
 * Thread-safe.
 *
 * <p>Loading it costs 90 to 200 ms once per process (jnr-ffi's start), so an agent loads it before
 * it promises anything in milliseconds. {@code -Djffi.boot.library.path=DIR}, where DIR holds
 * jffi's {@code libjffi-1.2.so}, saves the unpacking of that library into the temporary folder at
 * each start.
 */
public final class LibC {
  /** System call numbers, arch/x86/entry/syscalls/syscall_64.tbl. */
  static final int READ = 0;

  static final int CLOSE = 3;
  static final int MMAP = 9;
  static final int MUNMAP = 11;
  static final int IOCTL = 16;
  static final int SENDMSG = 46;
  static final int SOCKETPAIR = 53;
  static final int MOUNT = 165;
  static final int CLOCK_GETTIME = 228;
  static final int PERF_EVENT_OPEN = 298;
  static final int BPF = 321;

  private static final MemoryIO MEMORY = MemoryIO.getInstance();

  /** What jnr implements; public because the class it generates lives in another class loader. */
  public interface Calls {
    /** {@code long syscall(long number, ...)}: -1 with errno set on failure. */
    long syscall(long number, long a, long b, long c, long d, long e, long f);
  }

  private final Calls calls;
  private final Runtime runtime;

  private LibC(Calls calls) {
    this.calls = calls;
    this.runtime = Runtime.getRuntime(calls);
  }

  /**
   * Loads the C library.
   *
   * @throws UnsupportedOperationException on another machine than x86-64 Linux: the system call
   *     numbers and layouts in this room are that one's
   */
  public static LibC load() {
    String system = System.getProperty("os.name") + "/" + System.getProperty("os.arch");
    if (!system.equals("Linux/amd64")) {
      throw new UnsupportedOperationException(
          "the agent runs on Linux/amd64 only; this machine is " + system);
    }
    return new LibC(LibraryLoader.create(Calls.class).load("c"));
  }

  /** Makes a call; a negative result is the negated error number, as the kernel itself returns. */
  long call(int number, long a, long b, long c, long d, long e, long f) {
    long result = calls.syscall(number, a, b, c, d, e, f);
    return result == -1 ? -runtime.getLastError() : result;
  }

  long call(int number, long a, long b, long c) {
    return call(number, a, b, c, 0, 0, 0);
  }

  /**
   * Address of a direct buffer's first byte, whatever its position. The caller keeps the buffer
   * reachable until the call that uses the address is over.
   */
  static long address(ByteBuffer direct) {
    return MEMORY.getDirectBufferAddress(direct);
  }

  /** A buffer over native memory that somebody else owns. */
  static ByteBuffer view(long address, int length) {
    return MEMORY.newDirectByteBuffer(address, length).order(ByteOrder.nativeOrder());
  }

  /** A NUL-terminated copy in native memory. */
  static ByteBuffer cString(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return allocate(bytes.length + 1).put(0, bytes);
  }

  /** Zeroed native memory in native byte order. */
  static ByteBuffer allocate(int length) {
    return ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
  }
}
