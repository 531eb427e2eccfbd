package io.tapline.agent.script.parse;

import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.SourceRange;

/**
 * A place in a script's text, and what may stand there. Positions are in the script's space of
 * offsets, where the text begins at {@code base}. Names and symbols are ASCII; control and
 * bidirectional format characters are refused everywhere in scripts of the pipeline, because they
 * must be what they look like. Every character is looked at a bounded number of times.
 */
final class ScriptText {
  private final String text;
  private final int base;
  private final int end;
  private final ParserOptions options;
  private final Diagnostics diagnostics;

  /** In {@code text}; so is {@code end}. */
  private int position;

  /** Characters of {@code text} from {@code start} to {@code end}. */
  ScriptText(
      String text, int base, int start, int end, ParserOptions options, Diagnostics diagnostics) {
    this.text = text;
    this.base = base;
    this.position = start;
    this.end = end;
    this.options = options;
    this.diagnostics = diagnostics;
    if (startsWith("#!")) {
      skipLine();
    }
  }

  int position() {
    return base + position;
  }

  void moveTo(int place) {
    position = place - base;
  }

  int end() {
    return base + end;
  }

  boolean atEnd() {
    return position >= end;
  }

  /** The character here; NUL at the end. */
  char here() {
    return ahead(0);
  }

  /** The character {@code distance} further on; NUL beyond the end. */
  char ahead(int distance) {
    return position + distance < end ? text.charAt(position + distance) : '\0';
  }

  char take() {
    return text.charAt(position++);
  }

  boolean startsWith(String start) {
    return position + start.length() <= end && text.startsWith(start, position);
  }

  /** What was passed since {@code start}. */
  String since(int start) {
    return text.substring(start - base, position);
  }

  SourceRange rangeSince(int start) {
    return new SourceRange(start, base + position);
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  /** Whether mistakes are told as bpftrace tells them. */
  boolean isTrace() {
    return options.trace();
  }

  /** Skips blanks and comments; whether the text ends there. */
  boolean skipBlanks() {
    while (!atEnd()) {
      char c = here();
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        position++;
      } else if (startsWith("\\\n")) {
        // A line that is continued, as a #define may be.
        position += 2;
      } else if (startsWith("//")) {
        skipLine();
      } else if (startsWith("/*")) {
        skipComment();
      } else {
        return false;
      }
    }
    return true;
  }

  /** To the line's end, which is not passed. */
  void skipLine() {
    while (!atEnd() && here() != '\n') {
      check();
      position++;
    }
  }

  /** Past a comment that begins here. */
  void skipComment() {
    int start = position;
    int close = text.indexOf("*/", position + 2);
    if ((close < 0 || close + 2 > end) && options.trace()) {
      position = end;
      return;
    }
    if (close < 0 || close + 2 > end) {
      diagnostics.error(
          new SourceRange(base + start, base + start + 2),
          "comment without an end",
          "close it with '*/'");
      position = end;
      return;
    }
    while (position < close) {
      check();
      position++;
    }
    position = close + 2;
  }

  /** Past a name that begins here. */
  void skipName() {
    while (isWordPart(here())) {
      position++;
    }
  }

  /** Reports the character here if a script may hold it nowhere; whether it is kept. */
  boolean check() {
    if (!options.trace() && isForbidden(here())) {
      refuse();
      return false;
    }
    return true;
  }

  /** Reports the character here. */
  void refuse() {
    char c = text.charAt(position);
    SourceRange range = new SourceRange(base + position, base + position + 1);
    if (c == '\uFFFD') {
      diagnostics.error(range, "bytes that are not UTF-8");
    } else if (c >= 0x80 || Character.isISOControl(c)) {
      String name = Character.isLetterOrDigit(c) ? " '" + c + "'" : "";
      diagnostics.error(
          range,
          String.format("character U+%04X%s is not allowed here", (int) c, name),
          "outside strings and comments a script is ASCII; control characters are never allowed");
    } else {
      diagnostics.error(range, "character '" + c + "' means nothing here");
    }
  }

  /** What a script may hold nowhere: it could make the text look other than it is. */
  private static boolean isForbidden(char c) {
    return c == '\uFFFD'
        || (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r')
        || Character.getType(c) == Character.FORMAT;
  }

  /** Whether no token has the character, so that a row of such is one mistake. */
  static boolean isUnreadable(char c) {
    return c >= 0x80 || (c != '\0' && Character.isISOControl(c) && !Character.isWhitespace(c));
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c);
  }
}
