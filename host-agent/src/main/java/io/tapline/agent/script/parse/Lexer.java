package io.tapline.agent.script.parse;

import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Text to tokens, on demand: the parser says whether an attach point or anything else comes next,
 * because a path's slashes are no operators. Every character is looked at a bounded number of
 * times. Names and symbols are ASCII; control and bidirectional format characters are refused
 * everywhere, because a script must be what it looks like.
 */
final class Lexer {
  private static final List<TokenKind> SYMBOLS =
      Arrays.stream(TokenKind.values()).filter(TokenKind::isSymbol).toList();

  private final String text;
  private final Diagnostics diagnostics;
  private int position;

  Lexer(Source source, Diagnostics diagnostics) {
    this.text = source.text();
    this.diagnostics = diagnostics;
    if (text.startsWith("#!")) {
      skipLine();
    }
  }

  /** Skips blanks and comments; whether the text ends there. */
  boolean atEnd() {
    skipBlanks();
    return position >= text.length();
  }

  /** Whether the next thing after blanks is {@code c}; takes nothing. */
  boolean isNext(char c) {
    skipBlanks();
    return position < text.length() && text.charAt(position) == c;
  }

  int position() {
    return position;
  }

  /** The next token; END again and again at the end. */
  Token next() {
    skipBlanks();
    if (position >= text.length()) {
      return new Token(TokenKind.END, "", 0, new SourceRange(text.length(), text.length()));
    }
    char c = text.charAt(position);
    if (isDigit(c)) {
      return number();
    }
    if (isWordStart(c)) {
      return word(TokenKind.WORD, position);
    }
    if (c == '@' || c == '$') {
      return word(c == '@' ? TokenKind.MAP : TokenKind.VARIABLE, position + 1);
    }
    if (c == '"') {
      return string();
    }
    for (TokenKind symbol : SYMBOLS) {
      if (text.startsWith(symbol.text(), position)) {
        return token(symbol, position, position + symbol.text().length());
      }
    }
    return bad();
  }

  /**
   * The words of an attach point between its colons. A word ends at a blank, a comma or a brace; a
   * slash ends it except after {@code usdt}, where it belongs to a path. Quotes keep anything.
   */
  List<String> attachPoint() {
    skipBlanks();
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == ':') {
        parts.add(part.toString());
        part.setLength(0);
      } else if (c == '"') {
        Token quoted = string();
        part.append(quoted.text());
        continue;
      } else if (Character.isWhitespace(c) || c == ',' || c == '{' || c == '}' || c == ';') {
        break;
      } else if (c == '/' && !(!parts.isEmpty() && parts.get(0).matches("usdt|U"))) {
        break;
      } else if (isForbidden(c)) {
        refuse(position);
      } else {
        part.append(c);
      }
      position++;
    }
    parts.add(part.toString());
    return parts;
  }

  /** Skips forward over one character; used to get past what cannot be read. */
  void skip() {
    position++;
  }

  private Token number() {
    int start = position;
    boolean hexadecimal = text.startsWith("0x", start) || text.startsWith("0X", start);
    position += hexadecimal ? 2 : 0;
    while (position < text.length() && isWordPart(text.charAt(position))) {
      position++;
    }
    SourceRange range = new SourceRange(start, position);
    String written = text.substring(start, position);
    try {
      return new Token(TokenKind.INTEGER, written, Numbers.parse(written), range);
    } catch (NumberFormatException e) {
      String shown = written.length() > 40 ? written.substring(0, 40) + "..." : written;
      diagnostics.error(
          range,
          "'" + shown + "' is not a number of 64 bits",
          "numbers look like 10, 1_000, 1e6, 0x1f, 0755, 5ms; units are ns us ms s m h d");
      return new Token(TokenKind.INTEGER, written, 0, range);
    }
  }

  private Token word(TokenKind kind, int from) {
    int start = position;
    position = from;
    while (position < text.length() && isWordPart(text.charAt(position))) {
      position++;
    }
    Token token = token(kind, start, position);
    if (kind == TokenKind.VARIABLE && position == from) {
      diagnostics.error(token.range(), "a scratch variable needs a name after '$'");
    }
    return token;
  }

  private Token string() {
    int start = position++;
    StringBuilder value = new StringBuilder();
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '"') {
        position++;
        return new Token(TokenKind.STRING, value.toString(), 0, new SourceRange(start, position));
      }
      if (c == '\n') {
        break;
      }
      if (c == '\\') {
        position++;
        escape(value);
        continue;
      }
      if (isForbidden(c)) {
        refuse(position);
      } else {
        value.append(c);
      }
      position++;
    }
    diagnostics.error(
        new SourceRange(start, start + 1), "string without an end", "close it with '\"'");
    return new Token(TokenKind.STRING, value.toString(), 0, new SourceRange(start, position));
  }

  private void escape(StringBuilder value) {
    char c = position < text.length() ? text.charAt(position) : '\n';
    switch (c) {
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'r' -> value.append('\r');
      case '"', '\\' -> value.append(c);
      default -> {
        diagnostics.error(
            new SourceRange(position - 1, position),
            "unknown escape in a string",
            "known ones are \\n \\t \\r \\\" \\\\");
        // A line's end is left for string() to find.
        position -= c == '\n' ? 1 : 0;
      }
    }
    position++;
  }

  private Token bad() {
    int start = position;
    refuse(start);
    while (position < text.length() && isUnreadable(text.charAt(position))) {
      position++;
    }
    return token(TokenKind.BAD, start, Math.max(position, start + 1));
  }

  private void refuse(int at) {
    char c = text.charAt(at);
    SourceRange range = new SourceRange(at, at + 1);
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

  private void skipBlanks() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        position++;
      } else if (text.startsWith("//", position)) {
        skipLine();
      } else if (text.startsWith("/*", position)) {
        skipComment();
      } else {
        return;
      }
    }
  }

  private void skipLine() {
    while (position < text.length() && text.charAt(position) != '\n') {
      checkComment();
      position++;
    }
  }

  private void skipComment() {
    int start = position;
    int end = text.indexOf("*/", position + 2);
    if (end < 0) {
      diagnostics.error(
          new SourceRange(start, start + 2), "comment without an end", "close it with '*/'");
      position = text.length();
      return;
    }
    while (position < end) {
      checkComment();
      position++;
    }
    position = end + 2;
  }

  private void checkComment() {
    if (isForbidden(text.charAt(position))) {
      refuse(position);
    }
  }

  private Token token(TokenKind kind, int start, int end) {
    position = end;
    return new Token(kind, text.substring(start, end), 0, new SourceRange(start, end));
  }

  /** What a script may hold nowhere: it could make the text look other than it is. */
  private static boolean isForbidden(char c) {
    return c == '\uFFFD'
        || (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r')
        || Character.getType(c) == Character.FORMAT;
  }

  private static boolean isUnreadable(char c) {
    return c >= 0x80 || (Character.isISOControl(c) && !Character.isWhitespace(c));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || isDigit(c);
  }
}
