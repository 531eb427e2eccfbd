package io.tapline.agent.script.parse;

import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayDeque;
import java.util.Deque;

/** Tokens with up to two of lookahead, and the parser's ways to insist on one. */
final class TokenStream {
  /** Deepest nesting of expressions and blocks, so that no pass runs out of stack. */
  private static final int MAX_DEPTH = 200;

  private final Lexer lexer;
  private final Diagnostics diagnostics;
  private final Deque<Token> ahead = new ArrayDeque<>();
  private SourceRange last = new SourceRange(0, 0);
  private int depth;

  TokenStream(Lexer lexer, Diagnostics diagnostics) {
    this.lexer = lexer;
    this.diagnostics = diagnostics;
  }

  Token peek() {
    if (ahead.isEmpty()) {
      ahead.add(lexer.next());
    }
    return ahead.getFirst();
  }

  Token peekSecond() {
    peek();
    if (ahead.size() < 2) {
      ahead.add(lexer.next());
    }
    return ahead.getLast();
  }

  boolean at(TokenKind kind) {
    return peek().kind() == kind;
  }

  boolean atWord(String word) {
    return at(TokenKind.WORD) && peek().text().equals(word);
  }

  /** Whether the next token is the slash that ends a predicate: one before a brace. */
  boolean atPredicateEnd() {
    return at(TokenKind.SLASH) && ahead.size() == 1 && lexer.isNext('{');
  }

  Token take() {
    Token token = peek();
    ahead.removeFirst();
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

  Token expect(TokenKind kind, String context) {
    if (!at(kind)) {
      String name = kind.isSymbol() ? "'" + kind.text() + "'" : "a " + kind.text();
      throw unexpected(name + " " + context);
    }
    return take();
  }

  /** Where the token taken last is. */
  SourceRange last() {
    return last;
  }

  ParseFailure unexpected(String wanted) {
    Token found = peek();
    if (found.kind() != TokenKind.BAD) {
      diagnostics.error(found.range(), "expected " + wanted + ", found " + found.describe());
    }
    return new ParseFailure();
  }

  ParseFailure fail(SourceRange range, String message, String hint) {
    diagnostics.error(range, message, hint);
    return new ParseFailure();
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
