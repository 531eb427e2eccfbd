package io.tapline.agent.script.source;

/**
 * A stretch of a script's text.
 *
 * @param start offset of the first character
 * @param end offset after the last character; not before start
 */
public record SourceRange(int start, int end) {
  public SourceRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a range: start=" + start + " end=" + end);
    }
  }

  /** From the start of this to the end of {@code last}, which is in it. */
  public SourceRange upTo(SourceRange last) {
    return new SourceRange(start, last.end);
  }

  /** From the start of this to the end of {@code last}. */
  public SourceRange to(SourceRange last) {
    return new SourceRange(start, Math.max(end, last.end));
  }
}
