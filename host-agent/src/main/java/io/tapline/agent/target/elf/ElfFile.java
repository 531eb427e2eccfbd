package io.tapline.agent.target.elf;

import io.tapline.agent.target.read.MalformedInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * An ELF file of x86-64 (System V ABI, chapters 4 and 5). Headers are read when it is opened,
 * sections when they are asked for. Every offset and size is checked against the file before it is
 * used. Not thread-safe.
 */
public final class ElfFile implements AutoCloseable {
  private static final long NOTES_LIMIT = 16 << 20;
  private static final long SYMBOLS_LIMIT = 256 << 20;
  private static final long LINK_LIMIT = 4096;
  private static final List<String> SYMBOL_TABLES = List.of(".symtab", ".dynsym");

  /** NT_GNU_BUILD_ID. */
  private static final int BUILD_ID = 3;

  private final ByteSource source;
  private final ElfHeaders headers;

  private ElfFile(ByteSource source) throws IOException {
    this.source = source;
    this.headers = ElfHeaders.read(source);
  }

  /**
   * Opens a file.
   *
   * @throws MalformedInputException when it is no ELF file of this kind, or damaged
   */
  public static ElfFile open(Path path) throws IOException {
    return open(new FileSource(path));
  }

  /** Reads from memory. */
  public static ElfFile of(String name, byte[] bytes) throws IOException {
    return open(new ArraySource(name, bytes));
  }

  private static ElfFile open(ByteSource source) throws IOException {
    try {
      return new ElfFile(source);
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** What errors call the file. */
  public String name() {
    return source.name();
  }

  /** All sections, in the file's order; empty when they were stripped. */
  public List<ElfSection> sections() {
    return headers.sections();
  }

  /** A section by its name. */
  public Optional<ElfSection> section(String name) {
    return sections().stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** The segment that holds an address; empty when none does. */
  public Optional<ElfSegment> segment(long virtualAddress) {
    return headers.segments().stream().filter(s -> s.contains(virtualAddress)).findFirst();
  }

  /** Bytes at a file offset. */
  public ByteBuffer bytes(long fileOffset, int length) throws IOException {
    return source.read(fileOffset, length, length, "range");
  }

  /** All notes of a section. */
  public List<ElfNote> notes(ElfSection section) throws IOException {
    ByteBuffer bytes = source.read(section.offset(), section.size(), NOTES_LIMIT, section.name());
    return ElfNotes.read(source.name(), section, bytes);
  }

  /**
   * Address of a symbol, from .dynsym or, where it is not stripped, .symtab.
   *
   * @return empty when neither knows it
   */
  public OptionalLong symbol(String name) throws IOException {
    Optional<ElfSymbol> found = find(name);
    return found.isPresent() ? OptionalLong.of(found.get().address()) : OptionalLong.empty();
  }

  /** Likewise with its size. */
  public Optional<ElfSymbol> find(String name) throws IOException {
    for (String table : List.of(".dynsym", ".symtab")) {
      Optional<ElfSection> section = section(table);
      if (section.isPresent() && section.get().type() != ElfSection.NO_BITS) {
        Optional<ElfSymbol> found = ElfSymbols.read(source, sections(), section.get()).find(name);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Visits every function that .symtab and then .dynsym know; one that both know comes twice.
   *
   * @throws MalformedInputException when a table is damaged
   */
  public void functions(Consumer<ElfFunction> visitor) throws IOException {
    for (String table : SYMBOL_TABLES) {
      Optional<ElfFunctions> functions = functions(table);
      if (functions.isPresent()) {
        functions.get().forEach(visitor);
      }
    }
  }

  /** The first function of that name; empty when neither table knows it. */
  public Optional<ElfFunction> function(String name) throws IOException {
    for (String table : SYMBOL_TABLES) {
      Optional<ElfFunction> found = functions(table).flatMap(f -> f.find(name));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The function that an address lies in; empty when no table knows it. */
  public Optional<ElfFunction> functionAt(long address) throws IOException {
    for (String table : SYMBOL_TABLES) {
      Optional<ElfFunction> found = functions(table).flatMap(f -> f.at(address));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<ElfFunctions> functions(String name) throws IOException {
    Optional<ElfSection> table = section(name);
    // A debug file keeps the headers of what is left in the program itself.
    if (table.isEmpty() || table.get().type() == ElfSection.NO_BITS) {
      return Optional.empty();
    }
    int link = table.get().link();
    if (link < 0 || link >= sections().size()) {
      throw MalformedInputException.at(
          name(), table.get().offset(), name + " has no strings: link=" + link);
    }
    ElfSection text = sections().get(link);
    return Optional.of(
        new ElfFunctions(
            source.read(table.get().offset(), table.get().size(), SYMBOLS_LIMIT, name),
            source.read(text.offset(), text.size(), SYMBOLS_LIMIT, text.name())));
  }

  /** All symbols of .symtab and .dynsym that have an address. */
  public ElfSymbolList symbols() throws IOException {
    return ElfSymbolList.read(source, sections());
  }

  /** Whether addresses are final: no shared library and no position independent program. */
  public boolean fixedAddresses() {
    return headers.fixedAddresses();
  }

  /** All segments that are loaded. */
  public List<ElfSegment> segments() {
    return headers.segments();
  }

  /** What the linker named this build, in hexadecimal; empty when it did not. */
  public Optional<String> buildId() throws IOException {
    Optional<ElfSection> section = section(".note.gnu.build-id");
    if (section.isEmpty() || section.get().type() != ElfSection.NOTE) {
      return Optional.empty();
    }
    for (ElfNote note : notes(section.get())) {
      if (note.owner().equals("GNU") && note.type() == BUILD_ID) {
        byte[] id = new byte[note.descriptor().capacity()];
        note.descriptor().get(0, id);
        return Optional.of(HexFormat.of().formatHex(id));
      }
    }
    return Optional.empty();
  }

  /** The file that holds what was stripped; empty when this says of none. */
  public Optional<DebugLink> debugLink() throws IOException {
    Optional<ElfSection> section = section(".gnu_debuglink");
    if (section.isEmpty()
        || section.get().type() == ElfSection.NO_BITS
        || section.get().size() <= Integer.BYTES) {
      return Optional.empty();
    }
    ByteBuffer bytes =
        source.read(section.get().offset(), section.get().size(), LINK_LIMIT, section.get().name());
    String name = CString.read(bytes, 0, bytes.capacity() - Integer.BYTES);
    return name.isEmpty() || name.contains("/")
        ? Optional.empty()
        : Optional.of(new DebugLink(name, bytes.getInt(bytes.capacity() - Integer.BYTES)));
  }

  /**
   * What .gnu_debuglink says.
   *
   * @param name of a file, without a folder
   * @param checksum of its bytes, CRC-32
   */
  public record DebugLink(String name, int checksum) {}

  @Override
  public void close() throws IOException {
    source.close();
  }
}
