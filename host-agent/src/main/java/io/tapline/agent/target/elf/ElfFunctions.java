package io.tapline.agent.target.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The functions of a symbol table, read in place.
 *
 * <pre>
 *   Elf64_Sym   0 st_name u32   4 st_info u8   6 st_shndx u16   8 st_value u64   16 st_size u64
 * </pre>
 *
 * Symbols without an address are somebody else's; those that only begin a procedure linkage table's
 * entry have one, and count.
 */
final class ElfFunctions {
  private static final int SYMBOL_BYTES = 24;
  private static final int TYPE_MASK = 0xf;
  private static final int FUNCTION = 2;
  private static final int INDIRECT_FUNCTION = 10;

  private final ByteBuffer symbols;
  private final ByteBuffer strings;

  /**
   * @param symbols the table, whose length need not be a multiple of a symbol's
   * @param strings its names
   */
  ElfFunctions(ByteBuffer symbols, ByteBuffer strings) {
    this.symbols = symbols;
    this.strings = strings;
  }

  void forEach(Consumer<ElfFunction> visitor) {
    for (int at = 0; at + SYMBOL_BYTES <= symbols.capacity(); at += SYMBOL_BYTES) {
      if (isFunction(at)) {
        String name = name(at);
        if (!name.isEmpty()) {
          visitor.accept(function(at, name));
        }
      }
    }
  }

  Optional<ElfFunction> find(String name) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at + SYMBOL_BYTES <= symbols.capacity(); at += SYMBOL_BYTES) {
      if (isFunction(at) && named(Integer.toUnsignedLong(symbols.getInt(at)), wanted)) {
        return Optional.of(function(at, name));
      }
    }
    return Optional.empty();
  }

  /** The function that an address lies in; of several that begin there, the first. */
  Optional<ElfFunction> at(long address) {
    for (int at = 0; at + SYMBOL_BYTES <= symbols.capacity(); at += SYMBOL_BYTES) {
      if (isFunction(at)) {
        ElfFunction function = function(at, "");
        if (function.contains(address)) {
          return Optional.of(function(at, name(at)));
        }
      }
    }
    return Optional.empty();
  }

  private boolean isFunction(int at) {
    int type = symbols.get(at + 4) & TYPE_MASK;
    return (type == FUNCTION || type == INDIRECT_FUNCTION) && symbols.getLong(at + 8) != 0;
  }

  private ElfFunction function(int at, String name) {
    return new ElfFunction(name, symbols.getLong(at + 8), symbols.getLong(at + 16));
  }

  private String name(int at) {
    return CString.read(strings, Integer.toUnsignedLong(symbols.getInt(at)), strings.capacity());
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
