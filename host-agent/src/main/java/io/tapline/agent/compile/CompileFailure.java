package io.tapline.agent.compile;

import io.tapline.agent.script.source.SourceRange;

/** A script asks for more than a program can have; becomes a diagnostic. */
final class CompileFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SourceRange range;
  private final String hint;

  CompileFailure(SourceRange range, String message, String hint) {
    super(message, null, false, false);
    this.range = range;
    this.hint = hint;
  }

  SourceRange range() {
    return range;
  }

  String hint() {
    return hint;
  }
}
