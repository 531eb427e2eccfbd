package io.tapline.agent.script.record;

import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.List;

/** Text to words of C, comments left out. */
final class CLexer {
  /** The longer first. */
  private static final List<String> LONG_SYMBOLS =
      List.of("...", "<<=", ">>=", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "##", "->");

  private final String text;
  private final int base;
  private int at;

  private CLexer(String text, int base) {
    this.text = text;
    this.base = base;
  }

  /**
   * The words of a piece of text.
   *
   * @param base where in the script it begins
   * @throws CFailure at what is no C
   */
  static List<CToken> tokens(String text, int base) throws CFailure {
    CLexer lexer = new CLexer(text, base);
    List<CToken> tokens = new ArrayList<>();
    lexer.skipBlanks();
    while (lexer.at < text.length()) {
      tokens.add(lexer.next());
      lexer.skipBlanks();
    }
    return tokens;
  }

  private void skipBlanks() throws CFailure {
    while (at < text.length()) {
      if (text.startsWith("//", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (text.startsWith("/*", at)) {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
          throw new CFailure(range(at, at + 2), "comment without an end", "");
        }
        at = end + 2;
      } else if (text.startsWith("\\\n", at)) {
        at += 2;
      } else if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else {
        return;
      }
    }
  }

  private CToken next() throws CFailure {
    int start = at;
    char c = text.charAt(at);
    if (isNameStart(c)) {
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      return token(CToken.Kind.NAME, start);
    }
    if (Character.digit(c, 10) >= 0) {
      while (at < text.length() && (isNamePart(text.charAt(at)) || text.charAt(at) == '.')) {
        at++;
      }
      return token(CToken.Kind.NUMBER, start);
    }
    if (c == '"' || c == '\'') {
      return quoted(c);
    }
    for (String symbol : LONG_SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return token(CToken.Kind.SYMBOL, start);
      }
    }
    at++;
    return token(CToken.Kind.SYMBOL, start);
  }

  private CToken quoted(char quote) throws CFailure {
    int start = at++;
    StringBuilder words = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
      char c = text.charAt(at++);
      words.append(c == '\\' && at < text.length() ? escaped() : c);
    }
    if (at >= text.length() || text.charAt(at) != quote) {
      throw new CFailure(range(start, at), "quoted text without an end", "");
    }
    at++;
    return new CToken(
        quote == '"' ? CToken.Kind.STRING : CToken.Kind.CHARACTER,
        words.toString(),
        range(start, at));
  }

  private char escaped() {
    char c = text.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'v' -> 11;
      case 'e' -> 27;
      case 'x' -> number(16, 2);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        yield number(8, 3);
      }
      default -> c;
    };
  }

  private char number(int radix, int digits) {
    int value = 0;
    for (int i = 0; i < digits && at < text.length(); i++) {
      int digit = Character.digit(text.charAt(at), radix);
      if (digit < 0) {
        break;
      }
      value = value * radix + digit;
      at++;
    }
    return (char) (value & 0xff);
  }

  private CToken token(CToken.Kind kind, int start) {
    return new CToken(kind, text.substring(start, at), range(start, at));
  }

  private SourceRange range(int start, int end) {
    return new SourceRange(base + start, base + end);
  }

  private static boolean isNameStart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || (c >= '0' && c <= '9');
  }
}
