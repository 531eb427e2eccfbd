package io.tapline.agent.target.elf;

import io.tapline.agent.target.read.MalformedInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The header and both header tables.
 *
 * <pre>
 *   Elf64_Ehdr   0 magic, class, data   16 type   18 machine   32 e_phoff   40 e_shoff
 *                54 e_phentsize   56 e_phnum   58 e_shentsize   60 e_shnum   62 e_shstrndx
 *   Elf64_Phdr   0 p_type   4 p_flags   8 p_offset   16 p_vaddr   32 p_filesz
 *   Elf64_Shdr   0 sh_name   4 sh_type   16 sh_addr   24 sh_offset   32 sh_size   40 sh_link
 * </pre>
 *
 * @param fixedAddresses whether the type is ET_EXEC
 * @param segments those of type PT_LOAD
 * @param sections all
 */
record ElfHeaders(boolean fixedAddresses, List<ElfSegment> segments, List<ElfSection> sections) {
  private static final int HEADER_BYTES = 64;
  private static final int SEGMENT_BYTES = 56;
  private static final int SECTION_BYTES = 64;
  private static final int MAGIC = 0x464c457f;
  private static final int CLASS_64 = 2;
  private static final int LITTLE_ENDIAN = 1;
  private static final int MACHINE_X86_64 = 62;
  private static final int EXECUTABLE_FILE = 2;
  private static final int PT_LOAD = 1;
  private static final int EXECUTABLE = 1;
  private static final int WRITABLE = 2;
  private static final long TABLE_LIMIT = 65_535L * SECTION_BYTES;
  private static final long NAMES_LIMIT = 16 << 20;

  static ElfHeaders read(ByteSource source) throws IOException {
    ByteBuffer header = source.read(0, HEADER_BYTES, HEADER_BYTES, "ELF header");
    if (header.getInt(0) != MAGIC) {
      throw MalformedInputException.at(source.name(), 0, "not an ELF file");
    }
    if (header.get(4) != CLASS_64
        || header.get(5) != LITTLE_ENDIAN
        || header.getShort(18) != MACHINE_X86_64) {
      throw MalformedInputException.at(source.name(), 4, "not an x86-64 program");
    }
    return new ElfHeaders(
        header.getShort(16) == EXECUTABLE_FILE, segments(source, header), sections(source, header));
  }

  private static List<ElfSegment> segments(ByteSource source, ByteBuffer header)
      throws IOException {
    int count = Short.toUnsignedInt(header.getShort(56));
    ByteBuffer table =
        table(source, header.getLong(32), header.getShort(54), count, SEGMENT_BYTES, "segment");
    List<ElfSegment> segments = new ArrayList<>();
    for (int at = 0; at < table.capacity(); at += SEGMENT_BYTES) {
      int flags = table.getInt(at + 4);
      if (table.getInt(at) == PT_LOAD) {
        segments.add(
            new ElfSegment(
                (flags & EXECUTABLE) != 0,
                (flags & WRITABLE) != 0,
                table.getLong(at + 8),
                table.getLong(at + 16),
                table.getLong(at + 32)));
      }
    }
    return List.copyOf(segments);
  }

  private static List<ElfSection> sections(ByteSource source, ByteBuffer header)
      throws IOException {
    int count = Short.toUnsignedInt(header.getShort(60));
    ByteBuffer table =
        table(source, header.getLong(40), header.getShort(58), count, SECTION_BYTES, "section");
    if (count == 0) {
      return List.of();
    }
    int namesIndex = Short.toUnsignedInt(header.getShort(62));
    if (namesIndex >= count) {
      throw MalformedInputException.at(
          source.name(), 62, "there is no section of names: index=" + namesIndex);
    }
    int namesAt = namesIndex * SECTION_BYTES;
    ByteBuffer names =
        source.read(
            table.getLong(namesAt + 24), table.getLong(namesAt + 32), NAMES_LIMIT, "section names");
    List<ElfSection> sections = new ArrayList<>();
    for (int at = 0; at < table.capacity(); at += SECTION_BYTES) {
      sections.add(
          new ElfSection(
              CString.read(names, Integer.toUnsignedLong(table.getInt(at)), names.capacity()),
              table.getInt(at + 4),
              table.getLong(at + 16),
              table.getLong(at + 24),
              table.getLong(at + 32),
              table.getInt(at + 40)));
    }
    return List.copyOf(sections);
  }

  private static ByteBuffer table(
      ByteSource source, long offset, int entryBytes, int count, int expectedBytes, String what)
      throws IOException {
    if (count > 0 && entryBytes != expectedBytes) {
      throw MalformedInputException.at(
          source.name(), offset, what + " headers have an unknown size: size=" + entryBytes);
    }
    return source.read(
        count == 0 ? 0 : offset, (long) count * expectedBytes, TABLE_LIMIT, what + " headers");
  }
}
