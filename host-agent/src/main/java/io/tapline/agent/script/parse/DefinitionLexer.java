package io.tapline.agent.script.parse;

import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.source.SourceRange;

/** Pieces of C before the probes, kept as they are written. */
final class DefinitionLexer {
  private DefinitionLexer() {}

  /** A line of the preprocessor that begins here, with the lines it is continued on. */
  static Preamble.CDefinition line(ScriptText text) {
    int start = text.position();
    while (!text.atEnd()) {
      if (text.startsWith("/*")) {
        text.skipComment();
        continue;
      }
      char c = text.here();
      boolean continued = text.position() > start && c == '\n' && endsWithBackslash(text, start);
      if ((c == '\n' && !continued) || text.startsWith("//")) {
        break;
      }
      text.check();
      text.take();
    }
    return definition(text, start);
  }

  private static boolean endsWithBackslash(ScriptText text, int start) {
    return text.since(Math.max(start, text.position() - 1)).equals("\\");
  }

  /**
   * Whether a word such as {@code struct} that stands here begins a definition: names, parentheses
   * and brackets may stand before its brace, which a probe has none of.
   */
  static boolean isNext(ScriptText text) {
    int start = text.position();
    text.skipName();
    boolean found = false;
    while (!text.skipBlanks()) {
      char c = text.here();
      if (ScriptText.isWordStart(c)) {
        text.skipName();
      } else if (c == '(' || c == '[') {
        balanced(text, c, c == '(' ? ')' : ']');
      } else {
        found = c == '{';
        break;
      }
    }
    text.moveTo(start);
    return found;
  }

  /** A struct, union or enum that begins here, to its brace and the semicolon that may follow. */
  static Preamble.CDefinition braces(ScriptText text) {
    int start = text.position();
    while (!text.atEnd() && text.here() != '{') {
      text.take();
    }
    if (!balanced(text, '{', '}')) {
      text.diagnostics()
          .error(
              new SourceRange(start, start + 1), "definition without an end", "close it with '}'");
    }
    int end = text.position();
    text.skipBlanks();
    if (text.startsWith("__attribute__")) {
      text.skipName();
      text.skipBlanks();
      balanced(text, '(', ')');
      end = text.position();
      text.skipBlanks();
    }
    int after = text.here() == ';' ? text.position() + 1 : end;
    text.moveTo(end);
    Preamble.CDefinition definition = definition(text, start);
    text.moveTo(after);
    return definition;
  }

  /** A typedef that begins here, to its semicolon. */
  static Preamble.CDefinition typedef(ScriptText text) {
    int start = text.position();
    while (!text.skipBlanks() && text.here() != ';') {
      if (text.here() == '{') {
        balanced(text, '{', '}');
      } else {
        text.check();
        text.take();
      }
    }
    Preamble.CDefinition definition = definition(text, start);
    if (text.here() == ';') {
      text.take();
    } else {
      text.diagnostics()
          .error(new SourceRange(start, start + 1), "typedef without an end", "close it with ';'");
    }
    return definition;
  }

  /** Past a pair of brackets that begins here; whether it ends. */
  private static boolean balanced(ScriptText text, char open, char close) {
    int nested = 0;
    while (!text.skipBlanks()) {
      text.check();
      char c = text.take();
      nested += c == open ? 1 : c == close ? -1 : 0;
      if (nested == 0) {
        return true;
      }
    }
    return false;
  }

  private static Preamble.CDefinition definition(ScriptText text, int start) {
    return new Preamble.CDefinition(text.since(start).strip(), text.rangeSince(start));
  }
}
