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

  public Diagnostics(Source source) {
    this.source = source;
  }

  /** Reports an error. */
  public void error(SourceRange range, String message) {
    error(range, message, "");
  }

  /** Reports an error with what to do about it. */
  public void error(SourceRange range, String message, String hint) {
    if (found.size() < MAXIMUM) {
      found.add(new Diagnostic(source, range, message, hint));
    }
  }

  /** Whether nothing was reported. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Whether no more is taken, so that a pass may stop. */
  public boolean isFull() {
    return found.size() >= MAXIMUM;
  }

  /** Everything reported, in the order of the text. */
  public List<Diagnostic> list() {
    return found.stream().sorted(Comparator.comparingInt(d -> d.range().start())).toList();
  }
}
