package io.tapline.agent.target.elf;

import io.tapline.agent.target.read.MalformedInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * All symbols of a file that have a name and an address, in the file's order: addresses and sizes
 * at once, names when they are asked for. Immutable.
 *
 * <pre>
 *   Elf64_Sym   0 st_name u32   4 st_info u8   6 st_shndx u16   8 st_value u64   16 st_size u64
 * </pre>
 */
public final class ElfSymbolList {
  private static final int SYMBOL_BYTES = 24;
  private static final int SYMTAB = 2;
  private static final int DYNSYM = 11;
  private static final long TABLE_LIMIT = 256 << 20;

  private long[] starts = new long[64];
  private long[] sizes = new long[64];
  private int[] names = new int[64];
  private byte[] tables = new byte[64];
  private final ByteBuffer[] strings = new ByteBuffer[Byte.MAX_VALUE];
  private int tableCount;
  private int count;

  private ElfSymbolList() {}

  static ElfSymbolList read(ByteSource source, List<ElfSection> sections) throws IOException {
    ElfSymbolList list = new ElfSymbolList();
    for (ElfSection section : sections) {
      boolean symbols = section.type() == SYMTAB || section.type() == DYNSYM;
      if (symbols && list.tableCount < list.strings.length) {
        list.add(source, sections, section);
      }
    }
    return list;
  }

  private void add(ByteSource source, List<ElfSection> sections, ElfSection table)
      throws IOException {
    if (table.link() < 0 || table.link() >= sections.size()) {
      throw MalformedInputException.at(
          source.name(), table.offset(), table.name() + " has no strings: link=" + table.link());
    }
    ElfSection text = sections.get(table.link());
    ByteBuffer symbols = source.read(table.offset(), table.size(), TABLE_LIMIT, table.name());
    strings[tableCount] = source.read(text.offset(), text.size(), TABLE_LIMIT, text.name());
    for (int at = 0; at + SYMBOL_BYTES <= symbols.capacity(); at += SYMBOL_BYTES) {
      long start = symbols.getLong(at + 8);
      int name = symbols.getInt(at);
      if (start != 0 && hasName(name)) {
        add(start, symbols.getLong(at + 16), name);
      }
    }
    tableCount++;
  }

  private boolean hasName(int name) {
    return name > 0 && name < strings[tableCount].capacity() && strings[tableCount].get(name) != 0;
  }

  private void add(long start, long size, int name) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      sizes = Arrays.copyOf(sizes, count * 2);
      names = Arrays.copyOf(names, count * 2);
      tables = Arrays.copyOf(tables, count * 2);
    }
    starts[count] = start;
    sizes[count] = size;
    names[count] = name;
    tables[count++] = (byte) tableCount;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** Address where one begins, before relocation. */
  public long start(int index) {
    return starts[index];
  }

  /** Its bytes. */
  public long size(int index) {
    return sizes[index];
  }

  /** Its name as the linker knows it. */
  public String name(int index) {
    ByteBuffer table = strings[tables[index]];
    return CString.read(table, names[index], table.capacity());
  }
}
