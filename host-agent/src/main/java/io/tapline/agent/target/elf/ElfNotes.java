package io.tapline.agent.target.elf;

import io.tapline.agent.target.read.MalformedInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A section of notes.
 *
 * <pre>
 *   0             4                8         12
 *   +-------------+----------------+---------+- - - - - - - - -+- - - - - - - - - - - -+
 *   | name length | descr. length  | type    | name, padded to 4 | descriptor, padded to 4 |
 *   +-------------+----------------+---------+- - - - - - - - -+- - - - - - - - - - - -+
 * </pre>
 */
final class ElfNotes {
  private static final int HEADER_BYTES = 12;

  private ElfNotes() {}

  static List<ElfNote> read(String source, ElfSection section, ByteBuffer bytes)
      throws MalformedInputException {
    List<ElfNote> notes = new ArrayList<>();
    long at = 0;
    // Padding behind the last note is shorter than a header.
    while (at + HEADER_BYTES <= bytes.capacity()) {
      long nameLength = Integer.toUnsignedLong(bytes.getInt((int) at));
      long descriptorLength = Integer.toUnsignedLong(bytes.getInt((int) at + 4));
      long nameAt = at + HEADER_BYTES;
      long descriptorAt = nameAt + padded(nameLength);
      long end = descriptorAt + descriptorLength;
      if (end > bytes.capacity()) {
        throw MalformedInputException.at(
            source, section.offset() + at, "note runs past the end of " + section.name());
      }
      notes.add(
          new ElfNote(
              CString.read(bytes, nameAt, (int) (nameAt + nameLength)),
              bytes.getInt((int) at + 8),
              section.offset() + descriptorAt,
              bytes
                  .slice((int) descriptorAt, (int) descriptorLength)
                  .order(ByteOrder.LITTLE_ENDIAN)));
      at = padded(end);
    }
    return notes;
  }

  private static long padded(long length) {
    return (length + 3) & ~3L;
  }
}
