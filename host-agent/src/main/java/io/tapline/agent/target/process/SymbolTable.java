package io.tapline.agent.target.process;

import io.tapline.agent.order.LibrarySort;
import io.tapline.agent.target.elf.ElfSymbolList;
import java.util.List;
import java.util.Optional;

/**
 * Functions of one module by address. Of several names of one address, and of functions in each
 * other, the one is found that bpftrace shows (bcc's ProcSyms: sorted by std::sort; the last that
 * begins at or before the address and whose end is behind it). Immutable.
 */
final class SymbolTable {
  /** A table without functions. */
  static final SymbolTable EMPTY = new SymbolTable(List.of());

  private final Ranges ranges;
  private final ElfSymbolList[] sources;
  private final int[] indexes;

  /** A function and where it begins. */
  record Hit(String name, long offset) {}

  /**
   * @param sources in the order that names are preferred from the last to the first
   */
  SymbolTable(List<ElfSymbolList> sources) {
    int size = sources.stream().mapToInt(ElfSymbolList::count).sum();
    long[] unsorted = new long[size];
    ElfSymbolList[] tables = new ElfSymbolList[size];
    int[] places = new int[size];
    int at = 0;
    for (ElfSymbolList table : sources) {
      for (int i = 0; i < table.count(); i++) {
        unsorted[at] = table.start(i);
        tables[at] = table;
        places[at++] = i;
      }
    }
    int[] order =
        LibrarySort.sorted(size, (a, b) -> Long.compareUnsigned(unsorted[a], unsorted[b]) < 0);
    this.ranges = new Ranges(new long[size], new long[size]);
    this.sources = new ElfSymbolList[size];
    this.indexes = new int[size];
    for (int i = 0; i < size; i++) {
      this.sources[i] = tables[order[i]];
      indexes[i] = places[order[i]];
      ranges.starts()[i] = unsorted[order[i]];
      ranges.ends()[i] = unsorted[order[i]] + this.sources[i].size(indexes[i]);
    }
  }

  /** The function that an address is in. */
  Optional<Hit> at(long address) {
    int i = ranges.at(address);
    return i < 0
        ? Optional.empty()
        : Optional.of(new Hit(sources[i].name(indexes[i]), address - ranges.starts()[i]));
  }
}
