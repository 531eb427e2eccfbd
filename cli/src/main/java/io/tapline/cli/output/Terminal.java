package io.tapline.cli.output;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The two streams of a command and what stands behind them. Data goes to {@link #out}, talk to
 * {@link #err}.
 *
 * @param out data
 * @param err talk: progress, hints, errors
 * @param outIsTerminal whether a person looks at {@code out}
 * @param errIsTerminal whether a person looks at {@code err}
 * @param color whether escape sequences may be written
 */
public record Terminal(
    PrintStream out, PrintStream err, boolean outIsTerminal, boolean errIsTerminal, boolean color) {

  private static final int DEFAULT_COLUMNS = 120;

  /** The process's own streams, as UTF-8. */
  public static Terminal ofProcess(ColorMode mode, Map<String, String> environment) {
    boolean outIsTerminal = isTerminal(1);
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean wanted = !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean color = mode == ColorMode.ALWAYS || (mode == ColorMode.AUTO && outIsTerminal && wanted);
    return new Terminal(
        new PrintStream(System.out, false, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        outIsTerminal && !dumb,
        isTerminal(2) && !dumb,
        color);
  }

  /** A line of talk. */
  public void say(String format, Object... args) {
    err.println(args.length == 0 ? format : String.format(Locale.ROOT, format, args));
  }

  /** Names the next command to a person; a script never sees it. */
  public void next(String command) {
    if (errIsTerminal) {
      err.println(style("2", "next: " + command));
    }
  }

  /** {@code text} in an SGR style (ECMA-48), or as it is without colour. */
  public String style(String sgr, String text) {
    return color ? "\u001b[" + sgr + "m" + text + "\u001b[0m" : text;
  }

  /** Width of the screen in columns, as stty says it; 120 where there is none. */
  public int columns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/tty").toFile()))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      stty.waitFor(1, TimeUnit.SECONDS);
      String[] rowsColumns = size.trim().split(" ", -1);
      int columns = rowsColumns.length == 2 ? Integer.parseInt(rowsColumns[1]) : 0;
      return columns > 0 ? columns : DEFAULT_COLUMNS;
    } catch (IOException | NumberFormatException e) {
      return DEFAULT_COLUMNS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return DEFAULT_COLUMNS;
    }
  }

  // System.console() answers for stdin and stdout together; a pipe into one of them is usual.
  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }
}
