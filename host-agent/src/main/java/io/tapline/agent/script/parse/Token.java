package io.tapline.agent.script.parse;

import io.tapline.agent.script.source.SourceRange;

/**
 * One token.
 *
 * @param kind what it is
 * @param text names as written; strings with escapes resolved; symbols their characters
 * @param value of an INTEGER, unsigned; of a PARAMETER, 0 for {@code $#}; 0 otherwise
 * @param range where it is
 */
record Token(TokenKind kind, String text, long value, SourceRange range) {

  /** How a message names it. */
  String describe() {
    return switch (kind) {
      case END, BAD -> kind.text();
      case STRING -> "a string";
      default -> "'" + text + "'";
    };
  }
}
