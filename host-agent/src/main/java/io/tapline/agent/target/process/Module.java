package io.tapline.agent.target.process;

import io.tapline.agent.target.elf.ElfFile;
import io.tapline.agent.target.elf.ElfSymbolList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file of code: its functions and how places in the file become addresses of its symbols.
 * Immutable.
 */
final class Module {
  /** One that cannot be read. */
  static final Module UNREADABLE = new Module(SymbolTable.EMPTY, false, List.of());

  private final SymbolTable symbols;
  private final boolean fixed;
  private final List<Segment> segments;

  /** What a stretch of the file is called in its symbols. */
  private record Segment(long offset, long size, long address) {}

  private Module(SymbolTable symbols, boolean fixed, List<Segment> segments) {
    this.symbols = symbols;
    this.fixed = fixed;
    this.segments = segments;
  }

  /**
   * Reads a file and its debug file.
   *
   * @param file where it can be read
   * @param root where the process's files are
   * @param name of the file within that root
   */
  static Module read(Path file, DebugFiles debugFiles, Path root, String name) throws IOException {
    try (ElfFile elf = ElfFile.open(file)) {
      List<ElfSymbolList> sources = new ArrayList<>();
      Optional<Path> debug = debugFiles.of(elf, root, name);
      if (debug.isPresent()) {
        try (ElfFile more = ElfFile.open(debug.get())) {
          sources.add(more.symbols());
        }
      }
      return of(elf, sources);
    }
  }

  /** A file in memory. */
  static Module of(ElfFile elf) throws IOException {
    return of(elf, new ArrayList<>());
  }

  private static Module of(ElfFile elf, List<ElfSymbolList> sources) throws IOException {
    sources.add(elf.symbols());
    List<Segment> segments = new ArrayList<>();
    elf.segments().forEach(s -> segments.add(new Segment(s.offset(), s.fileSize(), s.address())));
    return new Module(new SymbolTable(sources), elf.fixedAddresses(), segments);
  }

  /** The function at an address of a process that has this mapped there. */
  Optional<SymbolTable.Hit> at(Mapping mapping, long address) {
    if (fixed) {
      return symbols.at(address);
    }
    OptionalLong own = ownAddress(address - mapping.start() + mapping.offset());
    return own.isPresent() ? symbols.at(own.getAsLong()) : Optional.empty();
  }

  private OptionalLong ownAddress(long offset) {
    for (Segment segment : segments) {
      if (offset >= segment.offset() && offset - segment.offset() < segment.size()) {
        return OptionalLong.of(offset - segment.offset() + segment.address());
      }
    }
    return OptionalLong.empty();
  }
}
