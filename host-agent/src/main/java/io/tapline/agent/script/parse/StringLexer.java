package io.tapline.agent.script.parse;

import io.tapline.agent.script.source.ScriptBytes;
import io.tapline.agent.script.source.SourceRange;

/** String literals with their escapes. */
final class StringLexer {
  private static final int LARGEST_BYTE = 255;

  private StringLexer() {}

  /** The string that begins at the quote here. */
  static Token read(ScriptText text) {
    int start = text.position();
    text.take();
    StringBuilder value = new StringBuilder();
    while (!text.atEnd() && text.here() != '\n') {
      char c = text.here();
      if (c == '"') {
        text.take();
        return token(value, text.rangeSince(start));
      }
      if (c == '\\') {
        escape(text, value);
      } else {
        boolean kept = text.check();
        text.take();
        value.append(kept ? String.valueOf(c) : "");
      }
    }
    if (text.isTrace()) {
      SourceRange here = new SourceRange(text.position(), text.position());
      text.diagnostics().error(here, "syntax: unterminated string");
    } else {
      text.diagnostics()
          .error(new SourceRange(start, start + 1), "string without an end", "close it with '\"'");
    }
    return token(value, text.rangeSince(start));
  }

  private static Token token(StringBuilder value, SourceRange range) {
    return new Token(TokenKind.STRING, ScriptBytes.joined(value.toString()), 0, range);
  }

  private static void escape(ScriptText text, StringBuilder value) {
    int start = text.position();
    text.take();
    char c = text.here();
    if (c >= '0' && c <= '7') {
      number(text, value, start, 8, 3);
      return;
    }
    if (c == 'x' || c == 'X') {
      text.take();
      number(text, value, start, 16, 2);
      return;
    }
    switch (c) {
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case '"', '\\' -> value.append(c);
      default -> unknown(text, start);
    }
    // A line's end is left for read() to find.
    if (!text.atEnd() && text.here() != '\n') {
      text.take();
    }
  }

  private static void number(
      ScriptText text, StringBuilder value, int start, int radix, int digits) {
    int first = text.position();
    while (text.position() - first < digits && Character.digit(text.here(), radix) >= 0) {
      text.take();
    }
    if (text.position() == first && text.isTrace()) {
      SourceRange here = new SourceRange(first, first + 1);
      text.diagnostics().error(here, "syntax: invalid hex escape sequence");
      return;
    }
    if (text.position() == first) {
      unknown(text, start);
      return;
    }
    int number = Integer.parseInt(text.since(first), radix);
    if (number > LARGEST_BYTE) {
      text.diagnostics()
          .error(
              text.rangeSince(start),
              (text.isTrace() ? "syntax: " : "")
                  + "octal escape sequence out of range '\\"
                  + text.since(first)
                  + "'");
      return;
    }
    value.append(ScriptBytes.character(number));
  }

  private static void unknown(ScriptText text, int start) {
    if (text.isTrace()) {
      SourceRange letter = new SourceRange(start + 1, start + 2);
      char c = text.here();
      text.diagnostics().error(letter, "syntax: invalid escape character '\\" + c + "'");
      return;
    }
    text.diagnostics()
        .error(
            new SourceRange(start, start + 1),
            "unknown escape in a string",
            "known ones are \\n \\t \\r \\\" \\\\ \\0nn (octal) \\xnn");
  }
}
