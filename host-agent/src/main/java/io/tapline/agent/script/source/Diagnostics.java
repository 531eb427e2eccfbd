package io.tapline.agent.script.source;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what passes have to say about one script. Each thing is said once. Not thread-safe. */
public final class Diagnostics {
  /** More than this says nothing new. */
  public static final int MAXIMUM = 50;

  private final Source source;
  private final Set<Diagnostic> found = new LinkedHashSet<>();
  private final Set<Diagnostic> warned = new LinkedHashSet<>();

  public Diagnostics(Source source) {
    this.source = source;
  }

  /** Reports an error. */
  public void error(SourceRange range, String message) {
    error(range, message, "");
  }

  /** Reports an error with what to do about it. */
  public void error(SourceRange range, String message, String hint) {
    error(range, message, List.of(), hint);
  }

  /** Reports an error with other places that have to do with it, and what to do about it. */
  public void error(SourceRange range, String message, List<Diagnostic.Note> notes, String hint) {
    if (found.size() < MAXIMUM) {
      var severity = Diagnostic.Severity.ERROR;
      found.add(new Diagnostic(source, severity, range, message, notes, hint));
    }
  }

  /** Reports something that does not stop the script. */
  public void warn(SourceRange range, String message) {
    warn(range, message, "");
  }

  /** Reports something that does not stop the script, with what to do about it. */
  public void warn(SourceRange range, String message, String hint) {
    warn(range, message, List.of(), hint);
  }

  /** Reports something that does not stop the script, with other places that have to do with it. */
  public void warn(SourceRange range, String message, List<Diagnostic.Note> notes, String hint) {
    if (warned.size() < MAXIMUM) {
      var severity = Diagnostic.Severity.WARNING;
      warned.add(new Diagnostic(source, severity, range, message, notes, hint));
    }
  }

  /** Takes over what another collector of the same script has. */
  public void addAll(Diagnostics other) {
    other.warned.stream().limit(MAXIMUM - warned.size()).forEach(warned::add);
    other.found.stream().limit(MAXIMUM - found.size()).forEach(found::add);
  }

  /** Whether no error was reported. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Whether no more errors are taken, so that a pass may stop. */
  public boolean isFull() {
    return found.size() >= MAXIMUM;
  }

  /** All errors, in the order of the text. */
  public List<Diagnostic> list() {
    return sorted(found);
  }

  /** All warnings, in the order of the text. */
  public List<Diagnostic> warnings() {
    return sorted(warned);
  }

  private static List<Diagnostic> sorted(Set<Diagnostic> diagnostics) {
    return diagnostics.stream().sorted(Comparator.comparingInt(Diagnostics::written)).toList();
  }

  /** What is in a macro's expansion is said where the macro is called. */
  private static int written(Diagnostic diagnostic) {
    return diagnostic.source().outermost(diagnostic.range()).start();
  }
}
