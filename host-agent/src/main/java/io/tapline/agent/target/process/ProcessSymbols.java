package io.tapline.agent.target.process;

import io.tapline.agent.target.symbol.Symbol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Symbols of one process: what it had mapped when this was last looked at, which stays known when
 * it has ended. Not thread-safe.
 */
final class ProcessSymbols {
  /** How long a process that may have mapped or executed something is not looked at again. */
  private static final long PATIENCE_NANOS = 250_000_000;

  /** After so long it may have become another program, or its number another process's. */
  private static final long STALE_NANOS = 1_000_000_000;

  private final int process;
  private final Path folder;
  private final ModuleCache modules;
  private final LongSupplier nanoTime;
  private final PerfMapFile perfMap;
  private List<Mapping> mappings = List.of();
  private long lookedAt;
  private boolean looked;

  /**
   * @param proc /proc
   * @param tmp where perf maps of this host's namespace are
   */
  ProcessSymbols(int process, Path proc, Path tmp, ModuleCache modules, LongSupplier nanoTime) {
    this.process = process;
    this.folder = proc.resolve(Integer.toString(process));
    this.modules = modules;
    this.nanoTime = nanoTime;
    this.perfMap =
        new PerfMapFile(
            List.of(
                folder.resolve("root/tmp/perf-" + ownNumber() + ".map"),
                tmp.resolve("perf-" + process + ".map")),
            nanoTime);
  }

  /** The process's number in its own namespace. */
  private long ownNumber() {
    try {
      for (String line :
          new String(Files.readAllBytes(folder.resolve("status")), StandardCharsets.UTF_8)
              .split("\n", -1)) {
        if (line.startsWith("NSpid:")) {
          return Long.parseLong(line.substring(line.lastIndexOf('\t') + 1).trim());
        }
      }
    } catch (IOException | NumberFormatException e) {
      // It has ended.
      return process;
    }
    return process;
  }

  /** The function that an address is in. */
  Optional<Symbol> at(long address) {
    Optional<Mapping> mapping = mapping(address);
    if (mapping.isEmpty() || nanoTime.getAsLong() - lookedAt > STALE_NANOS) {
      refresh();
      mapping = mapping(address);
    }
    if (mapping.isPresent() && (mapping.get().isFile() || mapping.get().isKernelCode())) {
      Optional<SymbolTable.Hit> hit = modules.of(process, mapping.get()).at(mapping.get(), address);
      if (hit.isPresent()) {
        String name = mapping.get().name();
        return hit.map(h -> new Symbol(h.name(), h.offset(), name));
      }
    }
    return perfMap.at(address).map(h -> new Symbol(h.name(), h.offset(), perfMap.name()));
  }

  private Optional<Mapping> mapping(long address) {
    return mappings.stream().filter(m -> m.executable() && m.contains(address)).findFirst();
  }

  /** Looks at the process again, unless it was just done. */
  void refresh() {
    long now = nanoTime.getAsLong();
    if (looked && now - lookedAt < PATIENCE_NANOS) {
      return;
    }
    looked = true;
    lookedAt = now;
    try {
      List<Mapping> read = ProcessMaps.read(folder.resolve("maps"));
      // A process that is ending has nothing mapped: what it had is worth more.
      if (!read.isEmpty()) {
        mappings = read;
      }
    } catch (IOException e) {
      // It has ended: what it had mapped is still known.
      return;
    }
  }
}
