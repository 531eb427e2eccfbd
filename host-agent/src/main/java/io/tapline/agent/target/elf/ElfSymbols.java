package io.tapline.agent.target.elf;

import io.tapline.agent.target.read.MalformedInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A symbol table with its strings, searched in place: one lookup wants no index.
 *
 * <pre>
 *   Elf64_Sym   0 st_name u32   4 st_info u8   6 st_shndx u16   8 st_value u64   16 st_size u64
 * </pre>
 */
final class ElfSymbols {
  private static final int SYMBOL_BYTES = 24;
  private static final long TABLE_LIMIT = 64 << 20;
  private static final int UNDEFINED = 0;

  private final ByteBuffer symbols;
  private final ByteBuffer strings;

  private ElfSymbols(ByteBuffer symbols, ByteBuffer strings) {
    this.symbols = symbols;
    this.strings = strings;
  }

  static ElfSymbols read(ByteSource source, List<ElfSection> sections, ElfSection table)
      throws IOException {
    if (table.link() < 0 || table.link() >= sections.size()) {
      throw MalformedInputException.at(
          source.name(), table.offset(), table.name() + " has no strings: link=" + table.link());
    }
    ElfSection text = sections.get(table.link());
    return new ElfSymbols(
        source.read(table.offset(), table.size(), TABLE_LIMIT, table.name()),
        source.read(text.offset(), text.size(), TABLE_LIMIT, text.name()));
  }

  Optional<ElfSymbol> find(String name) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at + SYMBOL_BYTES <= symbols.capacity(); at += SYMBOL_BYTES) {
      if (symbols.getShort(at + 6) != UNDEFINED
          && named(Integer.toUnsignedLong(symbols.getInt(at)), wanted)) {
        return Optional.of(new ElfSymbol(symbols.getLong(at + 8), symbols.getLong(at + 16)));
      }
    }
    return Optional.empty();
  }

  private boolean named(long offset, byte[] wanted) {
    if (offset + wanted.length >= strings.capacity()) {
      return false;
    }
    int start = (int) offset;
    for (int i = 0; i < wanted.length; i++) {
      if (strings.get(start + i) != wanted[i]) {
        return false;
      }
    }
    return strings.get(start + wanted.length) == 0;
  }
}
