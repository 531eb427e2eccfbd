package io.tapline.agent.target.process;

import io.tapline.agent.target.symbol.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Symbols of programs: a process and an address become a function. Names are as the linker has
 * them. What a process has mapped is looked at when it is first asked about, again when an address
 * is in nothing known, and kept when it ends. Not thread-safe.
 */
public final class UserSymbols {
  private static final int MAX_PROCESSES = 4096;

  private final Keep keep;
  private final Path proc;
  private final Path tmp;
  private final LongSupplier nanoTime;
  private final ModuleCache modules;
  private final Map<String, ProcessSymbols> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ProcessSymbols> eldest) {
          return size() > MAX_PROCESSES;
        }
      };

  /** What is kept between two questions. */
  public enum Keep {
    /** What each process has mapped. */
    PROCESSES,
    /** What the first process of each program has mapped: right where nothing is moved around. */
    PROGRAMS,
    /** Files only. */
    NOTHING
  }

  /** Symbols of this host's processes. */
  public UserSymbols(Keep keep) {
    this(keep, Path.of("/"), System::nanoTime);
  }

  /**
   * @param root where proc, tmp and usr are
   */
  UserSymbols(Keep keep, Path root, LongSupplier nanoTime) {
    this.keep = keep;
    this.proc = root.resolve("proc");
    this.tmp = root.resolve("tmp");
    this.nanoTime = nanoTime;
    this.modules = new ModuleCache(proc, new DebugFiles(root));
  }

  /** The function that an address of a process is in; empty when nothing is known there. */
  public Optional<Symbol> at(int process, long address) {
    return symbols(process).at(address);
  }

  /** Looks at what a process has mapped, so that it is known when it has ended. */
  public void remember(int process) {
    symbols(process).refresh();
  }

  private ProcessSymbols symbols(int process) {
    return switch (keep) {
      case PROCESSES -> known.computeIfAbsent("" + process, k -> fresh(process));
      case PROGRAMS -> known.computeIfAbsent(program(process), k -> fresh(process));
      case NOTHING -> fresh(process);
    };
  }

  private ProcessSymbols fresh(int process) {
    return new ProcessSymbols(process, proc, tmp, modules, nanoTime);
  }

  private String program(int process) {
    try {
      return Files.readSymbolicLink(proc.resolve(process + "/exe")).toString();
    } catch (IOException e) {
      // It has ended, or is a thread of the kernel.
      return "" + process;
    }
  }
}
