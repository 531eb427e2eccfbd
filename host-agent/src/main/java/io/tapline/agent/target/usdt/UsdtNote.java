package io.tapline.agent.target.usdt;

import io.tapline.agent.target.elf.CString;
import io.tapline.agent.target.elf.ElfNote;
import io.tapline.agent.target.read.MalformedInputException;
import java.nio.ByteBuffer;

/**
 * One probe site as {@code sys/sdt.h} writes it into section .note.stapsdt, owner "stapsdt", type
 * 3:
 *
 * <pre>
 *   0              8                  16                 24
 *   +--------------+------------------+------------------+----------+--------+------------+
 *   | site u64     | .stapsdt.base u64| semaphore u64    | provider | name   | arguments  |
 *   +--------------+------------------+------------------+----------+--------+------------+
 *                                                          each with its NUL
 * </pre>
 *
 * @param provider whose probe it is
 * @param name of the probe
 * @param site address of the instruction, as linked
 * @param base address of .stapsdt.base, as linked: prelink moves the code and not these numbers
 * @param semaphore address of the counter of tracers; 0 for none
 * @param arguments separated by blanks
 * @param fileOffset where the note stands
 */
record UsdtNote(
    String provider,
    String name,
    long site,
    long base,
    long semaphore,
    String arguments,
    long fileOffset) {
  static final String SECTION = ".note.stapsdt";
  static final String BASE_SECTION = ".stapsdt.base";
  static final String OWNER = "stapsdt";
  static final int TYPE = 3;

  private static final int TEXT_OFFSET = 3 * Long.BYTES;

  static UsdtNote parse(String source, ElfNote note) throws MalformedInputException {
    ByteBuffer bytes = note.descriptor();
    if (bytes.capacity() < TEXT_OFFSET) {
      throw MalformedInputException.at(
          source, note.fileOffset(), "USDT note is too short: length=" + bytes.capacity());
    }
    int[] at = {TEXT_OFFSET};
    String provider = text(source, note, at);
    String name = text(source, note, at);
    String arguments = text(source, note, at);
    return new UsdtNote(
        provider,
        name,
        bytes.getLong(0),
        bytes.getLong(Long.BYTES),
        bytes.getLong(2 * Long.BYTES),
        arguments,
        note.fileOffset());
  }

  private static String text(String source, ElfNote note, int[] at) throws MalformedInputException {
    ByteBuffer bytes = note.descriptor();
    int end = at[0];
    while (end < bytes.capacity() && bytes.get(end) != 0) {
      end++;
    }
    if (end == bytes.capacity()) {
      throw MalformedInputException.at(
          source, note.fileOffset() + at[0], "text in a USDT note does not end");
    }
    String text = CString.read(bytes, at[0], end);
    at[0] = end + 1;
    return text;
  }
}
