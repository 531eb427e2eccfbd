package io.tapline.agent.script.source;

/**
 * Something wrong with a script: what, where, and what to do.
 *
 * @param source the script
 * @param severity whether the script can run nevertheless
 * @param range where in it
 * @param message what is wrong, without a full stop
 * @param hint what to do; empty when there is nothing to add
 */
public record Diagnostic(
    Source source, Severity severity, SourceRange range, String message, String hint) {

  /** How bad it is. */
  public enum Severity {
    /** The script runs, though perhaps not as its author thinks. */
    WARNING,
    /** The script does not run. */
    ERROR;

    private String word() {
      return this == ERROR ? "error" : "warning";
    }
  }

  /** An error. */
  public Diagnostic(Source source, SourceRange range, String message, String hint) {
    this(source, Severity.ERROR, range, message, hint);
  }

  private static final int LONGEST_LINE = 160;

  /** One line: {@code disk.bt:3:14-23: error: no builtin 'nsec'}. */
  public String summary() {
    return source.name() + ":" + place() + ": " + severity.word() + ": " + message;
  }

  /** The summary, the source line, a marker under the range, and the hint. */
  public String render() {
    Source.Position start = source.position(range.start());
    String line = source.lineAt(start.lineStart());
    StringBuilder text = new StringBuilder(summary());
    if (line.length() <= LONGEST_LINE) {
      int from = start.column() - 1;
      int length = Math.max(1, Math.min(range.end() - range.start(), line.length() - from));
      text.append('\n').append(visible(line)).append('\n');
      for (int i = 0; i < from; i++) {
        text.append(i < line.length() && line.charAt(i) == '\t' ? '\t' : ' ');
      }
      text.append("~".repeat(length));
    }
    if (!hint.isEmpty()) {
      text.append("\nhint: ").append(hint);
    }
    return text.toString();
  }

  private String place() {
    Source.Position start = source.position(range.start());
    Source.Position end = source.position(Math.max(range.start(), range.end() - 1));
    String place = start.line() + ":" + start.column();
    return end.line() == start.line() && end.column() > start.column()
        ? place + "-" + end.column()
        : place;
  }

  /** Control and format characters (a terminal would obey them) are shown as a dot. */
  private static String visible(String line) {
    StringBuilder shown = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean hidden =
          (Character.isISOControl(c) && c != '\t') || Character.getType(c) == Character.FORMAT;
      shown.append(hidden ? '.' : c);
    }
    return shown.toString();
  }
}
