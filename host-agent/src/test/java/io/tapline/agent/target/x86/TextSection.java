package io.tapline.agent.target.x86;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Where an ELF file's code lies, by its program headers; for tests. */
final class TextSection {
  private TextSection() {}

  /** Address less file offset of the first executable segment. */
  static long addressLessOffset(byte[] file) {
    ByteBuffer elf = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int headers = (int) elf.getLong(32);
    int size = elf.getShort(54);
    for (int i = 0; i < elf.getShort(56); i++) {
      int header = headers + i * size;
      boolean loaded = elf.getInt(header) == 1;
      boolean executable = (elf.getInt(header + 4) & 1) != 0;
      if (loaded && executable) {
        return elf.getLong(header + 16) - elf.getLong(header + 8);
      }
    }
    throw new IllegalArgumentException("no executable segment");
  }
}
