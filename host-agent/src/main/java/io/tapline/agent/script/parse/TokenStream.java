package io.tapline.agent.script.parse;

import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.List;

/** Tokens with any lookahead, and the parser's ways to insist on one. */
final class TokenStream {
  /** Deepest nesting of expressions and blocks, so that no pass runs out of stack. */
  private static final int MAX_DEPTH = 200;

  private final ScriptText text;
  private final Lexer lexer;
  private final Diagnostics diagnostics;
  private final List<Token> ahead = new ArrayList<>();
  private int first;
  private SourceRange last;
  private int depth;

  TokenStream(ScriptText text) {
    this.text = text;
    this.lexer = new Lexer(text);
    this.diagnostics = text.diagnostics();
    this.last = new SourceRange(text.position(), text.position());
  }

  /** The text at the next token, to be read otherwise; the stream goes on where that ends. */
  ScriptText text() {
    if (first < ahead.size()) {
      text.moveTo(ahead.get(first).range().start());
    }
    ahead.clear();
    first = 0;
    return text;
  }

  Token peek() {
    return peekAt(0);
  }

  /** The token that many after the next. */
  Token peekAt(int distance) {
    if (first > 0 && first == ahead.size()) {
      ahead.clear();
      first = 0;
    }
    while (ahead.size() <= first + distance) {
      ahead.add(lexer.next());
    }
    return ahead.get(first + distance);
  }

  boolean at(TokenKind kind) {
    return peek().kind() == kind;
  }

  boolean atWord(String word) {
    return at(TokenKind.WORD) && peek().text().equals(word);
  }

  /** Whether the next token is the slash that ends a predicate: one before a brace. */
  boolean atPredicateEnd() {
    return at(TokenKind.SLASH) && peekAt(1).kind() == TokenKind.LEFT_BRACE;
  }

  Token take() {
    Token token = peek();
    first++;
    last = token.range();
    return token;
  }

  boolean takeIf(TokenKind kind) {
    if (at(kind)) {
      take();
      return true;
    }
    return false;
  }

  boolean takeIfWord(String word) {
    if (atWord(word)) {
      take();
      return true;
    }
    return false;
  }

  Token expect(TokenKind kind, String context) {
    return expect(kind, context, kind.isSymbol() ? "'" + kind.text() + "'" : kind.text());
  }

  /** Takes a token of that kind; {@code word} is what bpftrace says is expected. */
  Token expect(TokenKind kind, String context, String word) {
    if (!at(kind)) {
      String name = kind.isSymbol() ? "'" + kind.text() + "'" : "a " + kind.text();
      throw unexpected(name + " " + context, word);
    }
    return take();
  }

  /** Where the token taken last is. */
  SourceRange last() {
    return last;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  /**
   * Reports that the next token is not what it should be.
   *
   * @param wanted what should stand here, and why
   * @param word the same in a word, as bpftrace says it
   */
  ParseFailure unexpected(String wanted, String word) {
    Token found = peek();
    // What is unreadable has been reported, but for a terminal.
    if (found.kind() != TokenKind.BAD || text.isTrace()) {
      String message =
          text.isTrace()
              ? "syntax: expected " + word
              : "expected " + wanted + ", found " + found.describe();
      diagnostics.error(found.range(), message);
    }
    return new ParseFailure();
  }

  ParseFailure fail(SourceRange range, String message, String hint) {
    diagnostics.error(range, message, hint);
    return new ParseFailure();
  }

  /** Reports a block that the script ends in. */
  ParseFailure unfinished(SourceRange open) {
    return text.isTrace()
        ? fail(peek().range(), "syntax: expected '}'", "")
        : fail(open, "block without an end", "close it with '}'");
  }

  /** Reports something that bpftrace has other words for. */
  ParseFailure fail(SourceRange range, String message, String hint, String word) {
    return text.isTrace() ? fail(range, "syntax: " + word, "") : fail(range, message, hint);
  }

  /** One level deeper; every enter has its leave in a finally. */
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw fail(
          peek().range(), "nested deeper than " + MAX_DEPTH + " levels", "split the expression");
    }
  }

  void leave() {
    depth--;
  }
}
