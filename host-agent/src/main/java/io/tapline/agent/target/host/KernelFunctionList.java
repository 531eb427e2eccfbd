package io.tapline.agent.target.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Symbols of the running kernel: all of them in {@code /proc/kallsyms}, and the functions that can
 * be traced in tracefs' {@code available_filter_functions}, which some kernels forbid to read.
 */
final class KernelFunctionList {
  private static final Set<String> REFUSED =
      Set.of("arch_cpu_idle", "default_idle", "bpf_dispatcher_xdp_func");
  private static final String TEXT_TYPES = "tTwW";

  private final Path symbols;
  private final List<Path> traceable;

  /**
   * @param symbols {@code /proc/kallsyms}
   * @param traceable lists of traceable functions; the first that can be read counts
   */
  KernelFunctionList(Path symbols, List<Path> traceable) {
    this.symbols = symbols;
    this.traceable = List.copyOf(traceable);
  }

  /** Is shown one function after the other, until it has seen enough. */
  @FunctionalInterface
  interface Visitor {
    /**
     * A function.
     *
     * @param module {@code vmlinux} for the kernel itself
     * @return whether to go on
     */
    boolean visit(String module, String name);
  }

  /** The list of traceable functions that can be read; empty when none can. */
  Optional<Path> traceable() {
    return traceable.stream()
        .filter(Files::isReadable)
        .filter(KernelFunctionList::opens)
        .findFirst();
  }

  /** Under lockdown the list is readable by its mode, and opening it is forbidden all the same. */
  private static boolean opens(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Visits what can be traced; where that is not told, every function there is. */
  void forEach(Visitor visitor) throws IOException {
    Optional<Path> list = traceable();
    if (list.isPresent()) {
      lines(list.get(), line -> traceableLine(line, visitor));
    } else {
      lines(symbols, line -> symbolLine(line, visitor));
    }
  }

  private static boolean traceableLine(String line, Visitor visitor) {
    int blank = line.indexOf(' ');
    String name = blank < 0 ? line : line.substring(0, blank);
    String module = module(line, blank);
    return refused(module, name) || visitor.visit(module, name);
  }

  /**
   * Functions of the list that are refused all the same, or that nobody should trace, as bpftrace
   * and the kernel's own tests have it (tools/testing/selftests/bpf/trace_helpers.c).
   */
  private static boolean refused(String module, String name) {
    return name.startsWith("rcu_")
        || name.startsWith("__ftrace_invalid_address__")
        || REFUSED.contains(name)
        || module.equals("__builtin__ftrace");
  }

  private static boolean symbolLine(String line, Visitor visitor) {
    int type = line.indexOf(' ') + 1;
    if (type == 0 || type + 2 >= line.length() || TEXT_TYPES.indexOf(line.charAt(type)) < 0) {
      return true;
    }
    int name = type + 2;
    int end = line.indexOf('\t', name);
    return visitor.visit(
        module(line, end), end < 0 ? line.substring(name) : line.substring(name, end));
  }

  /** {@code name [module]}, with a blank or a tabulator. */
  private static String module(String line, int at) {
    int open = at < 0 ? -1 : line.indexOf('[', at);
    int close = open < 0 ? -1 : line.indexOf(']', open);
    return close < 0 ? RawTracepointCatalog.KERNEL : line.substring(open + 1, close);
  }

  /** Where a symbol is; empty when there is none, or addresses are hidden from us. */
  OptionalLong address(String symbol) throws IOException {
    long[] found = {0};
    lines(
        symbols,
        line -> {
          int type = line.indexOf(' ') + 1;
          int name = type + 2;
          if (type == 0 || !line.startsWith(symbol, name)) {
            return true;
          }
          int end = name + symbol.length();
          boolean whole = end == line.length() || line.charAt(end) == '\t';
          if (whole) {
            found[0] = address(line, type - 1);
          }
          return !whole;
        });
    return found[0] == 0 ? OptionalLong.empty() : OptionalLong.of(found[0]);
  }

  private static long address(String line, int end) {
    try {
      return Long.parseUnsignedLong(line.substring(0, end), 16);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private interface LineVisitor {
    boolean visit(String line);
  }

  private static void lines(Path file, LineVisitor visitor) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1),
            1 << 16)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!visitor.visit(line)) {
          return;
        }
      }
    }
  }
}
