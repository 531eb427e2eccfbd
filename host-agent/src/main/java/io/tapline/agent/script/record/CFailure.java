package io.tapline.agent.script.record;

import io.tapline.agent.script.source.SourceRange;

/** A declaration that makes no sense: where, why, and what to do. */
final class CFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient SourceRange range;
  private final String hint;

  CFailure(SourceRange range, String message, String hint) {
    super(message, null, false, false);
    this.range = range;
    this.hint = hint;
  }

  SourceRange range() {
    return range;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  String hint() {
    return hint;
  }
}
