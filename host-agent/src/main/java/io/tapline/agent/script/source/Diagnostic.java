package io.tapline.agent.script.source;

import java.util.List;

/**
 * Something wrong with a script: what, where, and what to do.
 *
 * @param source the script
 * @param severity whether the script can run nevertheless
 * @param range where in it, in the script's offsets: see {@link Source#place}
 * @param message what is wrong, without a full stop
 * @param notes other places that have to do with it
 * @param hint what to do; empty when there is nothing to add
 */
public record Diagnostic(
    Source source,
    Severity severity,
    SourceRange range,
    String message,
    List<Note> notes,
    String hint) {
  public Diagnostic {
    notes = List.copyOf(notes);
  }

  /**
   * Another place.
   *
   * @param message what is there
   */
  public record Note(SourceRange range, String message) {}

  /** How bad it is. */
  public enum Severity {
    /** The script runs, though perhaps not as its author thinks. */
    WARNING,
    /** The script does not run. */
    ERROR;

    String word() {
      return this == ERROR ? "error" : "warning";
    }
  }

  /** An error. */
  public Diagnostic(Source source, SourceRange range, String message, String hint) {
    this(source, Severity.ERROR, range, message, List.of(), hint);
  }

  /** One line: {@code disk.bt:3:14-23: error: no builtin 'nsec'}. */
  public String summary() {
    return DiagnosticText.summary(this);
  }

  /** The summary, the source line, a marker under the range, and the hint. */
  public String render() {
    return DiagnosticText.render(this);
  }

  /**
   * As bpftrace 0.27 prints it, without the last line's end: {@code stdin:1:9-12: ERROR: ...}, the
   * source line, a marker under the range, the calls of macros it is in, and {@code HINT: ...}.
   * Columns count bytes, and the last is the one behind the range.
   */
  public String renderAsBpftrace() {
    return BpftraceDiagnosticText.render(this);
  }
}
