package io.tapline.agent.script.record;

import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.List;

/** Declarations of C: each struct, union, enumeration and typedef goes into the scope. */
final class CParser {
  private static final int MAX_DEPTH = 40;
  private static final int MAX_ARRAY = 1 << 24;

  private final CCursor cursor;
  private final CScope scope;
  private int depth;

  private CParser(CCursor cursor, CScope scope) {
    this.cursor = cursor;
    this.scope = scope;
  }

  /** Reads all declarations at the cursor. */
  static void declarations(CCursor cursor, CScope scope) throws CFailure {
    CParser parser = new CParser(cursor, scope);
    while (!cursor.atEnd()) {
      parser.declaration();
    }
  }

  /** The type that stands at a cursor, as in a cast or sizeof. */
  static CType typeName(CCursor cursor, CScope scope) throws CFailure {
    CParser parser = new CParser(cursor, scope);
    return parser.declarator(parser.specifiers("")).type();
  }

  private void declaration() throws CFailure {
    if (cursor.accept(";")) {
      return;
    }
    if (cursor.accept(Preprocessor.PACK)) {
      scope.setPack(Integer.parseInt(cursor.next().text()));
      return;
    }
    boolean typedef = cursor.accept("typedef");
    CType base = specifiers("");
    if (!typedef) {
      if (startsDeclarator()) {
        cursor.skipDeclaration();
      }
      return;
    }
    do {
      Declarator declared = declarator(base);
      scope.defineTypedef(declared.name(), declared.type());
      CAttributes.read(cursor, scope);
    } while (cursor.accept(","));
    cursor.expect(";");
  }

  private boolean startsDeclarator() {
    CToken token = cursor.peek();
    boolean next =
        token.is("struct") || token.is("union") || token.is("enum") || token.is("typedef");
    return token.is("*") || token.is("(") || (token.kind() == CToken.Kind.NAME && !next);
  }

  /**
   * The type before declarators.
   *
   * @param context what a record without a name is called
   */
  private CType specifiers(String context) throws CFailure {
    List<String> words = new ArrayList<>();
    CToken first = cursor.peek();
    CType found = null;
    while (true) {
      CToken token = cursor.peek();
      if (isQualifier(token)) {
        cursor.next();
      } else if (CAttributes.startAt(token)) {
        CAttributes.read(cursor, scope);
      } else if (found == null && words.isEmpty() && (token.is("struct") || token.is("union"))) {
        found = record(context);
      } else if (found == null && words.isEmpty() && token.is("enum")) {
        found = enumeration(context);
      } else if (found == null
          && token.kind() == CToken.Kind.NAME
          && BuiltinTypes.isKeyword(token.text())) {
        words.add(cursor.next().text());
      } else if (found == null && words.isEmpty() && token.kind() == CToken.Kind.NAME) {
        found = scope.typedef(cursor.next());
      } else {
        break;
      }
    }
    if (found != null) {
      return found;
    }
    if (words.isEmpty()) {
      throw cursor.unexpected("a type");
    }
    return scope.plain(String.join(" ", words), first);
  }

  private static boolean isQualifier(CToken token) {
    return token.kind() == CToken.Kind.NAME
        && switch (token.text()) {
          case "const",
              "volatile",
              "restrict",
              "__restrict",
              "__const",
              "__volatile__",
              "static",
              "extern",
              "inline",
              "register",
              "__extension__",
              "__user",
              "__kernel",
              "__rcu",
              "__iomem",
              "__percpu" ->
              true;
          default -> false;
        };
  }

  private CType record(String context) throws CFailure {
    CToken keyword = cursor.next();
    CAttributes attributes = CAttributes.read(cursor, scope);
    String name = cursor.peek().kind() == CToken.Kind.NAME ? cursor.next().text() : "";
    String words = keyword.text() + " " + name;
    if (name.isEmpty()) {
      words = context.isEmpty() ? keyword.text() + " (unnamed)" : context;
      words = scope.unused(words);
    }
    SourceRange range = keyword.range();
    if (cursor.peek().is("{")) {
      List<CMember> members = members(words);
      attributes = attributes.and(CAttributes.read(cursor, scope));
      int pack = attributes.packed() ? 1 : scope.pack();
      scope.define(
          new CRecord(words, keyword.is("union"), members, pack, attributes.alignment(), range));
    } else if (name.isEmpty()) {
      throw cursor.unexpected("a name or '{'");
    }
    return new CType.Tagged(words, range);
  }

  private List<CMember> members(String words) throws CFailure {
    if (++depth > MAX_DEPTH) {
      throw new CFailure(cursor.peek().range(), "structs nest too deeply", "");
    }
    List<CMember> members = new ArrayList<>();
    cursor.expect("{");
    while (!cursor.accept("}")) {
      if (!cursor.accept(";")) {
        member(words, members);
      }
    }
    depth--;
    return members;
  }

  private void member(String words, List<CMember> members) throws CFailure {
    SourceRange start = cursor.peek().range();
    CType base = specifiers(words + "::" + nextName());
    if (cursor.peek().is(";")) {
      members.add(new CMember("", base, -1, 0, false, start));
      return;
    }
    do {
      Declarator declared =
          cursor.peek().is(":") ? new Declarator("", base, start) : declarator(base);
      int width = cursor.accept(":") ? (int) width() : -1;
      CAttributes attributes = CAttributes.read(cursor, scope);
      members.add(
          new CMember(
              declared.name(),
              declared.type(),
              width,
              attributes.alignment(),
              attributes.packed(),
              declared.range()));
    } while (cursor.accept(","));
    // bpftrace takes the last member without its semicolon.
    if (!cursor.peek().is("}")) {
      cursor.expect(";");
    }
  }

  private long width() throws CFailure {
    CToken at = cursor.peek();
    long width = scope.constant(cursor);
    if (width < 0 || width > 64) {
      throw new CFailure(at.range(), "a bit field has 0 to 64 bits", "");
    }
    return width;
  }

  /** The name of the member whose type begins here, if that is a struct with a body. */
  private String nextName() throws CFailure {
    int start = cursor.position();
    while (!cursor.atEnd() && !cursor.peek().is(";") && !cursor.peek().is("}")) {
      if (cursor.peek().is("{")) {
        cursor.skipGroup();
        while (cursor.peek().is("*") || isQualifier(cursor.peek())) {
          cursor.next();
        }
        CToken name = cursor.peek();
        cursor.moveTo(start);
        return name.kind() == CToken.Kind.NAME ? name.text() : "(unnamed)";
      }
      cursor.next();
    }
    cursor.moveTo(start);
    return "(unnamed)";
  }

  private CType enumeration(String context) throws CFailure {
    CToken keyword = cursor.next();
    CAttributes.read(cursor, scope);
    String name = cursor.peek().kind() == CToken.Kind.NAME ? cursor.next().text() : "";
    if (!cursor.accept("{")) {
      return scope.enumeration(name, keyword);
    }
    List<CScope.EnumeratorValue> values = new ArrayList<>();
    long next = 0;
    while (!cursor.accept("}")) {
      CToken word = cursor.next();
      if (word.kind() != CToken.Kind.NAME) {
        throw new CFailure(word.range(), "expected a name of the enumeration", "");
      }
      if (cursor.accept("=")) {
        next = scope.constant(cursor);
      }
      values.add(new CScope.EnumeratorValue(word.text(), next));
      scope.defineNumber(word.text(), next);
      next++;
      if (!cursor.peek().is("}")) {
        cursor.expect(",");
      }
    }
    CAttributes.read(cursor, scope);
    return scope.defineEnumeration(name.isEmpty() ? context : name, values);
  }

  /** A declared name with its type; the name is empty in a type's name. */
  private record Declarator(String name, CType type, SourceRange range) {}

  private Declarator declarator(CType base) throws CFailure {
    if (++depth > MAX_DEPTH) {
      throw new CFailure(cursor.peek().range(), "declaration nests too deeply", "");
    }
    CType type = base;
    while (cursor.peek().is("*") || isQualifier(cursor.peek())) {
      if (cursor.next().is("*")) {
        type = new CType.PointerTo(type);
      }
    }
    CAttributes.read(cursor, scope);
    Declarator declared;
    if (cursor.peek().is("(") && !cursor.peek(1).is(")")) {
      // (*name)(...) is read from the inside out: what follows the parentheses comes first.
      int inside = cursor.position() + 1;
      cursor.skipGroup();
      CType outer = suffixes(type);
      int after = cursor.position();
      cursor.moveTo(inside);
      declared = declarator(outer);
      cursor.expect(")");
      cursor.moveTo(after);
    } else {
      CToken token = cursor.peek();
      String name = token.kind() == CToken.Kind.NAME ? cursor.next().text() : "";
      declared = new Declarator(name, suffixes(type), token.range());
    }
    depth--;
    return declared;
  }

  private CType suffixes(CType type) throws CFailure {
    if (cursor.peek().is("(")) {
      cursor.skipGroup();
      return new CType.Nothing();
    }
    List<Integer> lengths = new ArrayList<>();
    while (cursor.accept("[")) {
      CToken at = cursor.peek();
      long length = at.is("]") ? 0 : scope.constant(cursor);
      if (length < 0 || length > MAX_ARRAY) {
        throw new CFailure(at.range(), "an array has 0 to " + MAX_ARRAY + " elements", "");
      }
      lengths.add((int) length);
      cursor.expect("]");
    }
    CType array = type;
    for (int i = lengths.size() - 1; i >= 0; i--) {
      array = new CType.ArrayOf(array, lengths.get(i));
    }
    return array;
  }
}
