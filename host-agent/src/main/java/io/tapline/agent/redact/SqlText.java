package io.tapline.agent.redact;

import io.tapline.agent.event.Redaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * SQL without its literals: numbers, strings and bind parameters become {@code ?}, comments go,
 * white space becomes one space, and a list of nothing but literals becomes {@code (?)}, so that
 * statements that differ only in data are one statement.
 *
 * <p>Follows PostgreSQL's lexical structure (documentation, chapter 4.1): {@code 'it''s'}, {@code
 * E'\n'}, {@code $tag$...$tag$}, {@code "name"}, {@code --} and nested {@code /* *}{@code /}
 * comments. A text that was cut inside a literal or a comment ends there. A literal that is left
 * open in a text that was not cut cannot be told from code, so the statement is refused.
 *
 * <p>Remembers the last {@value #REMEMBERED} statements: a busy server repeats few. Not
 * thread-safe.
 */
public final class SqlText implements Redaction {
  private static final int REMEMBERED = 1024;

  private final Map<String, Optional<String>> seen =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
          return size() > REMEMBERED;
        }
      };

  @Override
  public Optional<String> redact(String text, boolean truncated) {
    Optional<String> known = seen.get(text);
    if (known == null) {
      known = new Reading(text, truncated).read();
      seen.put(text, known);
    }
    return known;
  }

  /** One pass over one statement. */
  private static final class Reading {
    private final String text;
    private final boolean truncated;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private boolean open;

    Reading(String text, boolean truncated) {
      this.text = text;
      this.truncated = truncated;
    }

    Optional<String> read() {
      while (at < text.length() && !open) {
        step();
      }
      if (open && !truncated) {
        return Optional.empty();
      }
      String statement = joinLists(out.toString().strip());
      return Optional.of(truncated ? statement + " ..." : statement);
    }

    private void step() {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
        space();
      } else if (text.startsWith("--", at)) {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
        space();
      } else if (text.startsWith("/*", at)) {
        comment();
        space();
      } else if (c == '\'') {
        quoted(false);
      } else if (c == '"') {
        name();
      } else if (c == '$') {
        dollar();
      } else if (Character.isDigit(c)
          || (c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1)))) {
        number();
      } else if (Character.isJavaIdentifierStart(c)) {
        word();
      } else {
        out.append(c);
        at++;
      }
    }

    private void space() {
      if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    }

    private void comment() {
      int depth = 0;
      while (at < text.length()) {
        if (text.startsWith("/*", at)) {
          depth++;
          at += 2;
        } else if (text.startsWith("*/", at)) {
          at += 2;
          if (--depth == 0) {
            return;
          }
        } else {
          at++;
        }
      }
      open = true;
    }

    private void quoted(boolean backslashes) {
      out.append('?');
      at++;
      while (at < text.length()) {
        char c = text.charAt(at);
        if (backslashes && c == '\\') {
          at += 2;
        } else if (c != '\'') {
          at++;
        } else if (at + 1 < text.length() && text.charAt(at + 1) == '\'') {
          at += 2;
        } else {
          at++;
          return;
        }
      }
      open = true;
    }

    private void name() {
      int end = text.indexOf('"', at + 1);
      if (end < 0) {
        open = true;
        return;
      }
      out.append(text, at, end + 1);
      at = end + 1;
    }

    private void dollar() {
      int tagEnd = at + 1;
      while (tagEnd < text.length()
          && Character.isJavaIdentifierPart(text.charAt(tagEnd))
          && text.charAt(tagEnd) != '$') {
        tagEnd++;
      }
      if (tagEnd > at + 1 && Character.isDigit(text.charAt(at + 1))) {
        out.append('?');
        at = tagEnd;
      } else if (tagEnd < text.length() && text.charAt(tagEnd) == '$') {
        String tag = text.substring(at, tagEnd + 1);
        out.append('?');
        int end = text.indexOf(tag, tagEnd + 1);
        open = end < 0;
        at = end < 0 ? text.length() : end + tag.length();
      } else if (tagEnd == text.length()) {
        out.append('?');
        at = tagEnd;
        open = true;
      } else {
        out.append('$');
        at++;
      }
    }

    private void number() {
      out.append('?');
      while (at < text.length()) {
        char c = text.charAt(at);
        boolean exponentSign =
            (c == '+' || c == '-') && (text.charAt(at - 1) == 'e' || text.charAt(at - 1) == 'E');
        if (!Character.isLetterOrDigit(c) && c != '.' && c != '_' && !exponentSign) {
          return;
        }
        at++;
      }
    }

    private void word() {
      int start = at;
      while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
        at++;
      }
      // E'..' B'..' X'..' N'..' U&'..': a prefix belongs to the literal.
      String word = text.substring(start, at);
      if (at < text.length()
          && text.charAt(at) == '\''
          && word.length() == 1
          && "eEbBxXnN".contains(word)) {
        quoted(word.equalsIgnoreCase("e"));
      } else {
        out.append(word);
      }
    }

    private static String joinLists(String statement) {
      return statement
          .replaceAll("([=<>(,+*/-]|\\b(?:limit|offset|LIMIT|OFFSET)) ?-\\?", "$1 ?")
          .replaceAll("\\( ?\\?(?: ?, ?\\?)+ ?\\)", "(?)")
          .replaceAll("\\(\\?\\)(?: ?, ?\\(\\?\\))+", "(?)");
    }
  }
}
