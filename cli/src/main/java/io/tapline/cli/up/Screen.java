package io.tapline.cli.up;

import io.tapline.cli.output.PlainText;
import io.tapline.cli.output.Terminal;
import java.util.List;

/**
 * Where {@code up} shows itself: lines of talk that stay, and below them a table that is redrawn in
 * place on a terminal, or printed anew where there is none. Thread-safe.
 */
final class Screen {
  private final Terminal terminal;
  private List<String> drawn = List.of();

  Screen(Terminal terminal) {
    this.terminal = terminal;
  }

  Terminal terminal() {
    return terminal;
  }

  /** A line of talk, above the table. */
  synchronized void say(String line) {
    List<String> table = drawn;
    erase();
    terminal.err().println(line);
    print(table);
  }

  /** Lines of a child's log, indented, made harmless. */
  void quote(List<String> lines) {
    lines.forEach(line -> say("    " + terminal.style("2", PlainText.escape(line))));
  }

  /** Shows the table; the former one goes when a person looks on, and stays in a file. */
  synchronized void draw(List<String> lines) {
    erase();
    print(lines);
  }

  /** What is drawn stays; the next table comes below. */
  synchronized void keep() {
    drawn = List.of();
  }

  private void erase() {
    if (!drawn.isEmpty()) {
      terminal.out().print("\u001b[" + drawn.size() + "A\u001b[J"); // ECMA-48: CUU, ED
      terminal.out().flush();
      drawn = List.of();
    }
  }

  private void print(List<String> lines) {
    if (terminal.outIsTerminal()) {
      int columns = terminal.columns();
      drawn = lines.stream().map(line -> cut(line, columns)).toList();
      drawn.forEach(terminal.out()::println);
    } else {
      lines.forEach(terminal.out()::println);
    }
    terminal.out().flush();
  }

  // A wrapped line would take two rows, and the next redraw would leave one behind.
  private static String cut(String line, int columns) {
    return line.length() < columns || line.indexOf('\u001b') >= 0
        ? line
        : line.substring(0, columns - 1);
  }
}
