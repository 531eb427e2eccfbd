package io.tapline.agent.script.parse;

import io.tapline.agent.script.source.SourceRange;
import java.util.Arrays;
import java.util.List;

/** Text to tokens, on demand: attach points and C have lexers of their own. */
final class Lexer {
  private static final List<TokenKind> SYMBOLS =
      Arrays.stream(TokenKind.values()).filter(TokenKind::isSymbol).toList();

  private final ScriptText text;

  Lexer(ScriptText text) {
    this.text = text;
  }

  /** The next token; END again and again at the end. */
  Token next() {
    if (text.skipBlanks()) {
      return new Token(TokenKind.END, "", 0, new SourceRange(text.end(), text.end()));
    }
    char c = text.here();
    if (ScriptText.isDigit(c)) {
      return number();
    }
    if (ScriptText.isWordStart(c)) {
      return name(TokenKind.WORD, 0);
    }
    if (c == '@') {
      return name(TokenKind.MAP, 1);
    }
    if (c == '$') {
      return dollar();
    }
    if (c == '"') {
      return StringLexer.read(text);
    }
    for (TokenKind symbol : SYMBOLS) {
      if (text.startsWith(symbol.text())) {
        int start = text.position();
        text.moveTo(start + symbol.text().length());
        return token(symbol, start);
      }
    }
    return bad();
  }

  private Token number() {
    int start = text.position();
    text.skipName();
    String written = text.since(start);
    SourceRange range = text.rangeSince(start);
    try {
      return new Token(TokenKind.INTEGER, written, Numbers.parse(written), range);
    } catch (NumberFormatException e) {
      if (text.isTrace()) {
        NumberMistakes.report(written, range, text.diagnostics());
      } else {
        String shown = written.length() > 40 ? written.substring(0, 40) + "..." : written;
        text.diagnostics()
            .error(
                range,
                "'" + shown + "' is not a number of 64 bits",
                "numbers look like 10, 1_000, 1e6, 0x1f, 0755, 5ms; units are ns us ms s m h d");
      }
      return new Token(TokenKind.INTEGER, written, 0, range);
    }
  }

  private Token name(TokenKind kind, int sigil) {
    int start = text.position();
    text.moveTo(start + sigil);
    if (ScriptText.isWordStart(text.here())) {
      text.skipName();
    }
    return token(kind, start);
  }

  /** A variable, or one of the command line's parameters. */
  private Token dollar() {
    int start = text.position();
    char next = text.ahead(1);
    if (next == '#') {
      text.moveTo(start + 2);
      return token(TokenKind.PARAMETER, start);
    }
    if (ScriptText.isDigit(next)) {
      return parameter();
    }
    Token token = name(TokenKind.VARIABLE, 1);
    if (token.text().length() == 1) {
      text.diagnostics()
          .error(
              token.range(),
              text.isTrace()
                  ? "syntax: expected identifier after '$'"
                  : "a scratch variable needs a name after '$'");
    }
    return token;
  }

  private Token parameter() {
    int start = text.position();
    text.take();
    while (ScriptText.isDigit(text.here())) {
      text.take();
    }
    String written = text.since(start);
    SourceRange range = text.rangeSince(start);
    try {
      int number = Integer.parseInt(written.substring(1));
      if (number > 0) {
        return new Token(TokenKind.PARAMETER, written, number, range);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    if (text.isTrace()) {
      String message =
          "syntax: param " + written + " is out of integer range [1, " + Long.MAX_VALUE + "]";
      text.diagnostics().error(range, message);
    } else {
      text.diagnostics()
          .error(
              range,
              "no such parameter of the command line",
              "they are $1 to $" + Integer.MAX_VALUE + ", and $# is how many there are");
    }
    return new Token(TokenKind.PARAMETER, written, 1, range);
  }

  private Token bad() {
    int start = text.position();
    if (!text.isTrace()) {
      text.refuse();
    }
    text.take();
    while (ScriptText.isUnreadable(text.here())) {
      text.take();
    }
    return token(TokenKind.BAD, start);
  }

  private Token token(TokenKind kind, int start) {
    return new Token(kind, text.since(start), 0, text.rangeSince(start));
  }
}
