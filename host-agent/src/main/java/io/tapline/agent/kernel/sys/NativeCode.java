package io.tapline.agent.kernel.sys;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Function;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Machine code in a file of its own, mapped so that it can be run: what uprobes can be put on, and
 * nobody else runs into. For measuring what probes cost. The code is a function of one 64-bit
 * argument; not thread-safe.
 */
public final class NativeCode implements AutoCloseable {
  private static final int PAGE_BYTES = 4096;
  private static final int PROT_READ = 1;
  private static final int PROT_EXEC = 4;
  private static final int MAP_PRIVATE = 2;
  private static final int OPEN = 2;
  private static final int O_CLOEXEC = 0x80000;

  private final LibC libc;
  private final Path file;
  private final long address;
  private final CallContext signature =
      CallContext.getCallContext(
          Type.SINT64, new Type[] {Type.SINT64}, CallingConvention.DEFAULT, false);

  private NativeCode(LibC libc, Path file, long address) {
    this.libc = libc;
    this.file = file;
    this.address = address;
  }

  /**
   * Writes the code into a file and maps it.
   *
   * @param code at most a page; begins at the file's offset 0
   * @throws IOException when there is no room for the file, or code may not be run from where it is
   */
  public static NativeCode load(LibC libc, byte[] code) throws IOException {
    if (code.length > PAGE_BYTES) {
      throw new IllegalArgumentException("more than a page of code: bytes=" + code.length);
    }
    Path file = Files.createTempFile("tapline-code", ".bin");
    byte[] page = new byte[PAGE_BYTES];
    System.arraycopy(code, 0, page, 0, code.length);
    try {
      Files.write(file, page);
      return new NativeCode(libc, file, map(libc, file));
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static long map(LibC libc, Path file) throws SystemCallException {
    long opened = libc.call(OPEN, LibC.address(LibC.cString(file.toString())), O_CLOEXEC, 0);
    if (opened < 0) {
      throw new SystemCallException("open " + file, new Errno((int) -opened));
    }
    long mapped =
        libc.call(LibC.MMAP, 0, PAGE_BYTES, PROT_READ | PROT_EXEC, MAP_PRIVATE, opened, 0);
    libc.call(LibC.CLOSE, opened, 0, 0);
    if (mapped < 0) {
      throw new SystemCallException("map code from " + file, new Errno((int) -mapped));
    }
    return mapped;
  }

  /** Where probes go: offsets in this file are offsets in the code. */
  public Path file() {
    return file;
  }

  /** Runs it from an offset on. */
  public long call(int offset, long argument) {
    Function function = new Function(address + offset, signature);
    return Invoker.getInstance().invokeN1(signature, function.getFunctionAddress(), argument);
  }

  /** Unmaps and removes the file. Detach probes before. */
  @Override
  public void close() throws IOException {
    libc.call(LibC.MUNMAP, address, PAGE_BYTES, 0);
    Files.deleteIfExists(file);
  }
}
