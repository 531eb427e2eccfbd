package io.tapline.agent.script.record;

import io.tapline.agent.script.ast.Preamble.CDefinition;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * C's lines that begin with {@code #}: macros without parameters, conditions, {@code #pragma pack}.
 * {@code #include} means nothing, since types come out of BTF and usual constants are known.
 */
final class Preprocessor {
  /** What {@code #pragma pack} becomes among the words, followed by a number. */
  static final String PACK = "#pack";

  /** Words that macros may become in all, so that doubling macros end. */
  private static final int MAX_EXPANDED = 100_000;

  /** Macros within macros. */
  private static final int MAX_NESTED = 200;

  private final Map<String, Macro> macros = new LinkedHashMap<>();
  private final Deque<Condition> conditions = new ArrayDeque<>();
  private final Deque<Integer> packs = new ArrayDeque<>();
  private int pack = CRecord.UNPACKED;
  private int expanded;

  /**
   * A macro without parameters.
   *
   * @param body its words
   * @param text the same as written
   */
  record Macro(List<CToken> body, CDefinition text) {}

  /**
   * An {@code #if} that is open.
   *
   * @param outer whether what is around it is read
   * @param taken whether a branch was, or is being, read
   * @param active whether the current branch is read
   */
  private record Condition(boolean outer, boolean taken, boolean active, SourceRange range) {}

  Preprocessor(boolean kernelTypes) {
    define("__x86_64__", "1");
    if (kernelTypes) {
      define("BPFTRACE_HAVE_BTF", "");
    }
  }

  private void define(String name, String value) {
    SourceRange nowhere = new SourceRange(0, 0);
    List<CToken> body =
        value.isEmpty() ? List.of() : List.of(new CToken(CToken.Kind.NUMBER, value, nowhere));
    macros.put(name, new Macro(body, new CDefinition(value, nowhere)));
  }

  /** The macro of that name. */
  Optional<Macro> macro(String name) {
    return Optional.ofNullable(macros.get(name));
  }

  /** Every macro's name. */
  Set<String> names() {
    return macros.keySet();
  }

  /** The words of a piece that are left, macros replaced. */
  List<CToken> process(CDefinition piece) throws CFailure {
    List<CToken> tokens = new ArrayList<>();
    String text = piece.text();
    int codeStart = 0;
    int at = 0;
    while (at < text.length()) {
      int end = logicalLineEnd(text, at);
      if (text.substring(at, end).stripLeading().startsWith("#")) {
        code(text, codeStart, at, piece, tokens);
        directive(text.substring(at, end), piece.range().start() + at, tokens);
        codeStart = Math.min(end + 1, text.length());
      }
      at = end + 1;
    }
    code(text, codeStart, text.length(), piece, tokens);
    return tokens;
  }

  /** Refuses a condition that is still open. */
  void finish() throws CFailure {
    if (!conditions.isEmpty()) {
      throw new CFailure(conditions.peek().range(), "'#if' without '#endif'", "");
    }
  }

  private void code(String text, int start, int end, CDefinition piece, List<CToken> tokens)
      throws CFailure {
    if (start < end && active()) {
      List<CToken> words = CLexer.tokens(text.substring(start, end), piece.range().start() + start);
      tokens.addAll(expand(words));
    }
  }

  private static int logicalLineEnd(String text, int start) {
    int end = text.indexOf('\n', start);
    while (end > 0 && text.charAt(end - 1) == '\\') {
      end = text.indexOf('\n', end + 1);
    }
    return end < 0 ? text.length() : end;
  }

  private boolean active() {
    return conditions.isEmpty() || conditions.peek().active();
  }

  private void directive(String line, int base, List<CToken> tokens) throws CFailure {
    int body = line.indexOf('#') + 1;
    SourceRange range = new SourceRange(base + body - 1, base + line.stripTrailing().length());
    String word = line.substring(body).strip().split("[^a-z]", 2)[0];
    if (!active() && !word.matches("if|ifdef|ifndef|elif|else|endif")) {
      return;
    }
    if (word.equals("include") || word.equals("error") || word.equals("warning")) {
      if (word.equals("error")) {
        throw new CFailure(range, line.strip(), "");
      }
      return;
    }
    int restAt = line.indexOf(word, body) + word.length();
    CCursor cursor = new CCursor(CLexer.tokens(line.substring(restAt), base + restAt), range);
    switch (word) {
      case "define" -> defineMacro(line, base, cursor);
      case "undef" -> macros.remove(cursor.next().text());
      case "ifdef" -> open(macros.containsKey(cursor.next().text()), range);
      case "ifndef" -> open(!macros.containsKey(cursor.next().text()), range);
      case "if" -> open(active() && holds(cursor, range), range);
      case "elif" -> otherwise(true, cursor, range);
      case "else" -> otherwise(false, cursor, range);
      case "endif" -> {
        requireOpen(range);
        conditions.pop();
      }
      case "pragma" -> pragma(cursor, range, tokens);
      default ->
          throw new CFailure(
              range, "'#" + word + "' is not understood", "known are #define, #include and #if");
    }
  }

  private void defineMacro(String line, int base, CCursor cursor) throws CFailure {
    CToken name = cursor.next();
    if (name.kind() != CToken.Kind.NAME) {
      throw new CFailure(name.range(), "'#define' needs a name", "write #define NAME value");
    }
    int after = name.range().end() - base;
    if (after < line.length() && line.charAt(after) == '(') {
      // With parameters: bpftrace does not replace these either; using one is an error there.
      return;
    }
    String text = line.substring(after);
    int blanks = text.length() - text.stripLeading().length();
    SourceRange range =
        new SourceRange(base + after + blanks, base + after + Math.max(blanks, text.length()));
    macros.put(
        name.text(),
        new Macro(CLexer.tokens(text, base + after), new CDefinition(text.stripLeading(), range)));
  }

  private void open(boolean holds, SourceRange range) {
    boolean outer = active();
    conditions.push(new Condition(outer, outer && holds, outer && holds, range));
  }

  private void otherwise(boolean again, CCursor cursor, SourceRange range) throws CFailure {
    requireOpen(range);
    Condition condition = conditions.pop();
    boolean active = condition.outer() && !condition.taken() && (!again || holds(cursor, range));
    conditions.push(
        new Condition(condition.outer(), condition.taken() || active, active, condition.range()));
  }

  private void requireOpen(SourceRange range) throws CFailure {
    if (conditions.isEmpty()) {
      throw new CFailure(range, "there is no open '#if'", "");
    }
  }

  private boolean holds(CCursor cursor, SourceRange range) throws CFailure {
    List<CToken> words = new ArrayList<>();
    while (!cursor.atEnd()) {
      CToken token = cursor.next();
      if (token.is("defined")) {
        boolean group = cursor.accept("(");
        boolean known = macros.containsKey(cursor.next().text());
        if (group) {
          cursor.expect(")");
        }
        words.add(new CToken(CToken.Kind.NUMBER, known ? "1" : "0", token.range()));
      } else {
        words.add(token);
      }
    }
    CCursor expression = new CCursor(expand(words), range);
    long value =
        CConstants.read(
            expression,
            new CConstants.Names() {
              @Override
              public OptionalLong value(CToken name) {
                return OptionalLong.of(0);
              }

              @Override
              public OptionalLong sizeOfType(CCursor at) {
                return OptionalLong.empty();
              }
            });
    if (!expression.atEnd()) {
      throw expression.unexpected("the end of the condition");
    }
    return value != 0;
  }

  /** {@code #pragma pack(push, n)}, {@code pack(n)}, {@code pack(pop)}, {@code pack()}. */
  private void pragma(CCursor cursor, SourceRange range, List<CToken> tokens) throws CFailure {
    if (!cursor.accept("pack")) {
      return;
    }
    cursor.expect("(");
    while (!cursor.accept(")")) {
      CToken token = cursor.next();
      if (token.is("push")) {
        packs.push(pack);
      } else if (token.is("pop")) {
        pack = packs.isEmpty() ? CRecord.UNPACKED : packs.pop();
      } else if (token.kind() == CToken.Kind.NUMBER) {
        pack = (int) Math.max(1, Math.min(16, CConstants.number(token.text(), token.range())));
      } else if (!token.is(",")) {
        throw new CFailure(token.range(), "'#pragma pack' is not understood", "");
      }
    }
    if (cursor.position() == 3) {
      pack = CRecord.UNPACKED;
    }
    tokens.add(new CToken(CToken.Kind.SYMBOL, PACK, range));
    tokens.add(new CToken(CToken.Kind.NUMBER, Integer.toString(pack), range));
  }

  /** Replaces macros, those in what comes out too. */
  List<CToken> expand(List<CToken> words) throws CFailure {
    List<CToken> out = new ArrayList<>();
    for (CToken word : words) {
      expand(word, word.range(), new HashSet<>(), out);
    }
    return out;
  }

  private void expand(CToken word, SourceRange place, Set<String> within, List<CToken> out)
      throws CFailure {
    Macro macro = word.kind() == CToken.Kind.NAME ? macros.get(word.text()) : null;
    if (macro == null || !within.add(word.text())) {
      out.add(word.at(place));
      return;
    }
    for (CToken inner : macro.body()) {
      if (++expanded > MAX_EXPANDED || within.size() > MAX_NESTED) {
        throw new CFailure(place, "macros become too many words", "");
      }
      expand(inner, place, within, out);
    }
    within.remove(word.text());
  }
}
