package io.tapline.agent.script.record;

import io.tapline.agent.script.source.SourceRange;

/**
 * A word of C.
 *
 * @param text as written; of a string or character what stands between its quotes, escapes resolved
 * @param range in the script; of a word that came out of a macro, where the macro was used
 */
record CToken(Kind kind, String text, SourceRange range) {
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    CHARACTER,
    SYMBOL,
    END
  }

  boolean is(String symbolOrName) {
    return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbolOrName);
  }

  CToken at(SourceRange place) {
    return new CToken(kind, text, place);
  }
}
