package io.tapline.cli.outcome;

/** What the command's exit code says. Documented in docs/guide.md; scripts rely on them. */
public enum ExitCode {
  /** Done. For {@code audit}: every difference is 0. For {@code up}: stopped cleanly. */
  OK(0, "done"),
  /** The question was answered with no: a check failed, or the server refused the SQL. */
  FAILED(1, "a check failed, or the server refused the SQL"),
  /** The command line is not understood. */
  USAGE(2, "the command line is not understood"),
  /** No running line, store or broker answers there. */
  UNREACHABLE(3, "nothing answers: no running line, store or broker"),
  /** This host cannot do it: rights, kernel, Java, disk, port. */
  HOST(4, "this host cannot do it: rights, kernel, Java, disk space, port"),
  /** A part of the line died and stayed dead; the rest was stopped cleanly. */
  PARTIAL(5, "a part of the line died; the rest was stopped cleanly"),
  /** A guard refused: folder in use, wrong checksum. */
  REFUSED(6, "a guard refused: folder in use, wrong checksum"),
  /** A defect in Tapline itself. */
  DEFECT(70, "a defect in Tapline; please report it"),
  /** Ended by a second Ctrl-C, or by Ctrl-C where there was nothing to drain. */
  INTERRUPTED(130, "interrupted");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** The number the process exits with. */
  public int number() {
    return number;
  }

  /** One phrase, as shown in {@code --help}. */
  public String meaning() {
    return meaning;
  }
}
