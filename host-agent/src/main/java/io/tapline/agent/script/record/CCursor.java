package io.tapline.agent.script.record;

import io.tapline.agent.script.source.SourceRange;
import java.util.List;

/** A place among words of C. */
final class CCursor {
  private final List<CToken> tokens;
  private final CToken end;
  private int at;

  /**
   * @param last where complaints about the end point to
   */
  CCursor(List<CToken> tokens, SourceRange last) {
    this.tokens = tokens;
    this.end = new CToken(CToken.Kind.END, "end of the declaration", last);
  }

  CToken peek() {
    return peek(0);
  }

  CToken peek(int ahead) {
    return at + ahead < tokens.size() ? tokens.get(at + ahead) : end;
  }

  CToken next() {
    CToken token = peek();
    at++;
    return token;
  }

  boolean atEnd() {
    return peek().kind() == CToken.Kind.END;
  }

  boolean accept(String text) {
    if (!peek().is(text)) {
      return false;
    }
    at++;
    return true;
  }

  CToken expect(String text) throws CFailure {
    if (!peek().is(text)) {
      throw unexpected("'" + text + "'");
    }
    return next();
  }

  CFailure unexpected(String wanted) {
    CToken token = peek();
    String found = token.kind() == CToken.Kind.END ? token.text() : "'" + token.text() + "'";
    return new CFailure(token.range(), "expected " + wanted + ", found " + found, "");
  }

  int position() {
    return at;
  }

  void moveTo(int position) {
    at = position;
  }

  /** Past the partner of the parenthesis, bracket or brace that stands here. */
  void skipGroup() throws CFailure {
    CToken first = peek();
    int depth = 0;
    do {
      CToken token = next();
      if (token.is("(") || token.is("[") || token.is("{")) {
        depth++;
      } else if (token.is(")") || token.is("]") || token.is("}")) {
        depth--;
      } else if (token.kind() == CToken.Kind.END) {
        throw new CFailure(first.range(), "'" + first.text() + "' is never closed", "");
      }
    } while (depth > 0);
  }

  /** Past the next semicolon outside of any group. */
  void skipDeclaration() throws CFailure {
    while (!atEnd() && !accept(";")) {
      if (peek().is("(") || peek().is("[") || peek().is("{")) {
        skipGroup();
      } else {
        next();
      }
    }
  }
}
