package io.tapline.agent.target.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a just-in-time compiler wrote down: lines of {@code START SIZE NAME}, numbers in hexadecimal
 * (Linux, tools/perf/Documentation/jit-interface.txt). Of functions at one place the last one
 * written is the one that is there now. Immutable.
 */
final class PerfMap {
  /** More lines, and what is longer of one, are not read. */
  private static final int MAX_LINES = 4_000_000;

  private static final int MAX_LINE_BYTES = 4096;

  private final Ranges ranges;
  private final String[] names;

  private record Line(long start, long size, String name) {}

  private PerfMap(List<Line> lines) {
    List<Line> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparing(Line::start, Long::compareUnsigned));
    this.ranges =
        new Ranges(
            sorted.stream().mapToLong(Line::start).toArray(),
            sorted.stream().mapToLong(line -> line.start() + line.size()).toArray());
    this.names = sorted.stream().map(Line::name).toArray(String[]::new);
  }

  /** Reads a map; lines that are none are skipped. */
  static PerfMap read(InputStream in) throws IOException {
    List<Line> lines = new ArrayList<>();
    byte[] buffer = new byte[1 << 16];
    byte[] line = new byte[MAX_LINE_BYTES];
    int length = 0;
    for (int read = in.read(buffer);
        read >= 0 && lines.size() < MAX_LINES;
        read = in.read(buffer)) {
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          parse(new String(line, 0, length, StandardCharsets.UTF_8)).ifPresent(lines::add);
          length = 0;
        } else if (length < MAX_LINE_BYTES) {
          line[length++] = buffer[i];
        }
      }
    }
    parse(new String(line, 0, length, StandardCharsets.UTF_8)).ifPresent(lines::add);
    return new PerfMap(lines);
  }

  private static Optional<Line> parse(String line) {
    int first = line.indexOf(' ');
    int second = line.indexOf(' ', first + 1);
    if (first <= 0 || second <= first + 1 || second == line.length() - 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Line(
              number(line.substring(0, first)),
              number(line.substring(first + 1, second)),
              line.substring(second + 1)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static long number(String hex) {
    return Long.parseUnsignedLong(hex.startsWith("0x") ? hex.substring(2) : hex, 16);
  }

  /** How many functions there are. */
  int size() {
    return names.length;
  }

  /** The function that an address is in. */
  Optional<SymbolTable.Hit> at(long address) {
    int i = ranges.at(address);
    return i < 0
        ? Optional.empty()
        : Optional.of(new SymbolTable.Hit(names[i], address - ranges.starts()[i]));
  }
}
