package io.tapline.cli.up;

import io.tapline.cli.output.PlainText;
import io.tapline.cli.output.Terminal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where {@code up} shows itself: lines of talk that stay, and below them a table that is redrawn in
 * place on a terminal, or printed anew where there is none. Thread-safe.
 */
final class Screen {
  private static final Duration PROGRESS_IN_A_FILE = Duration.ofSeconds(10);

  private final Terminal terminal;
  private final Clock clock;
  private List<String> drawn = List.of();
  private boolean progressing;
  private Instant progressed = Instant.EPOCH;

  Screen(Terminal terminal) {
    this(terminal, Clock.systemUTC());
  }

  Screen(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  Terminal terminal() {
    return terminal;
  }

  /**
   * How far something long is, before there is a table: the line takes the place of the one before
   * on a terminal until {@link #endProgress}; in a file there is one each ten seconds.
   */
  synchronized void progress(String line) {
    if (terminal.errIsTerminal()) {
      terminal.err().print("\r\u001b[K" + line); // ECMA-48: EL
      terminal.err().flush();
      progressing = true;
    } else if (!clock.instant().isBefore(progressed.plus(PROGRESS_IN_A_FILE))) {
      terminal.err().println(line);
      progressed = clock.instant();
    }
  }

  /** What {@link #progress} said last stays; other lines come below. */
  synchronized void endProgress() {
    if (progressing) {
      terminal.err().println();
      progressing = false;
    }
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
