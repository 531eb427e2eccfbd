package io.tapline.agent.target.library;

import io.tapline.agent.target.read.MalformedInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dynamic linker's list of libraries, {@code /etc/ld.so.cache} (glibc, elf/cache.c and
 * sysdeps/generic/dl-cache.h):
 *
 * <pre>
 *   0   "glibc-ld.so.cache" "1.1"     20 nlibs u32    24 bytes of strings u32    28 ... unused
 *   48  entries of 24 bytes:   0 flags i32   4 name u32   8 path u32   12 osversion   16 hwcap u64
 *       strings                              both from the start of this header
 *
 *   older systems have another list before it, and this header at the next multiple of 8:
 *   0   "ld.so-1.7.0" 0               12 nlibs u32
 *   16  entries of 12 bytes
 * </pre>
 *
 * Libraries of other machines, which some systems list too, are left out.
 */
public final class LibraryCache {
  /** Where the linker looks. */
  public static final Path FILE = Path.of("/etc/ld.so.cache");

  private static final byte[] MAGIC = "glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OLD_MAGIC = "ld.so-1.7.0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = 48;
  private static final int ENTRY_BYTES = 24;
  private static final int OLD_HEADER_BYTES = 16;
  private static final int OLD_ENTRY_BYTES = 12;

  /** FLAG_ELF_LIBC6 | FLAG_X8664_LIB64. */
  private static final int X86_64 = 0x0303;

  /** A large installation has some 10,000 libraries in a file of 1 MB. */
  private static final long MAX_BYTES = 64 << 20;

  private final List<Library> libraries;

  /**
   * A library.
   *
   * @param name its soname, for example {@code libc.so.6}
   * @param path where it is
   */
  private record Library(String name, String path) {}

  private LibraryCache(List<Library> libraries) {
    this.libraries = List.copyOf(libraries);
  }

  /**
   * Reads a cache file.
   *
   * @throws MalformedInputException when it is none, or damaged
   */
  public static LibraryCache open(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw MalformedInputException.at(file.toString(), 0, "too large for a cache of libraries");
    }
    return parse(file.toString(), Files.readAllBytes(file));
  }

  /**
   * Reads a cache from memory.
   *
   * @param source what errors call it
   */
  public static LibraryCache parse(String source, byte[] file) throws MalformedInputException {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int start = start(source, bytes);
    if (start < 0 || bytes.capacity() - start < HEADER_BYTES || !begins(bytes, start, MAGIC)) {
      throw MalformedInputException.at(source, Math.max(0, start), "no cache of libraries");
    }
    long count = Integer.toUnsignedLong(bytes.getInt(start + 20));
    if (count > (bytes.capacity() - start - HEADER_BYTES) / ENTRY_BYTES) {
      throw MalformedInputException.at(
          source, start + 20, "list of libraries runs past the end of the file: count=" + count);
    }
    List<Library> libraries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = start + HEADER_BYTES + i * ENTRY_BYTES;
      if ((bytes.getInt(at) & 0xffff) == X86_64) {
        libraries.add(
            new Library(text(source, bytes, start, at + 4), text(source, bytes, start, at + 8)));
      }
    }
    return new LibraryCache(libraries);
  }

  private static int start(String source, ByteBuffer bytes) throws MalformedInputException {
    if (!begins(bytes, 0, OLD_MAGIC)) {
      return 0;
    }
    if (bytes.capacity() < OLD_HEADER_BYTES) {
      throw MalformedInputException.at(source, 0, "cache of libraries is cut off");
    }
    long old = OLD_HEADER_BYTES + Integer.toUnsignedLong(bytes.getInt(12)) * OLD_ENTRY_BYTES;
    long start = (old + 7) & ~7L;
    if (start > bytes.capacity()) {
      throw MalformedInputException.at(source, 12, "old list runs past the end of the file");
    }
    return (int) start;
  }

  private static boolean begins(ByteBuffer bytes, int at, byte[] magic) {
    if (bytes.capacity() - at < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (bytes.get(at + i) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static String text(String source, ByteBuffer bytes, int start, int at)
      throws MalformedInputException {
    long from = start + Integer.toUnsignedLong(bytes.getInt(at));
    if (from >= bytes.capacity()) {
      throw MalformedInputException.at(source, at, "text is outside the file");
    }
    int end = (int) from;
    while (end < bytes.capacity() && bytes.get(end) != 0) {
      end++;
    }
    if (end == bytes.capacity()) {
      throw MalformedInputException.at(source, from, "text does not end");
    }
    byte[] text = new byte[end - (int) from];
    bytes.get((int) from, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /**
   * The library that the linker would take for a name.
   *
   * @param name with its version, {@code libc.so.6}, or without, {@code libc}
   * @return its path; empty when there is none
   */
  public Optional<String> find(String name) {
    return libraries.stream()
        .filter(l -> l.name().equals(name))
        .findFirst()
        .or(() -> libraries.stream().filter(l -> l.name().startsWith(name + ".")).findFirst())
        .map(Library::path);
  }

  /** How many libraries of this machine's kind it lists. */
  public int size() {
    return libraries.size();
  }
}
