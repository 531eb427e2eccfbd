package io.tapline.agent.target.demangle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads names with what they are within. */
final class NameParser {
  private static final Node STD = new Names.Word("std");

  private final Cursor in;
  private final Parsers parsers;

  NameParser(Cursor in, Parsers parsers) {
    this.in = in;
    this.parsers = parsers;
  }

  /** {@code name ::= nested-name | local-name | unscoped-name [template-args]}. */
  Node name() {
    in.enter();
    Node name =
        switch (in.peek()) {
          case 'N' -> nested();
          case 'Z' -> local();
          case 'S' -> standard();
          default -> unscoped(parsers.unqualified().name());
        };
    in.leave();
    return name;
  }

  private Node standard() {
    if (in.peek(1) != 't') {
      Node known = parsers.substitutions().read(false);
      return in.peek() == 'I'
          ? new Names.Template(known, parsers.types().templateArguments())
          : known;
    }
    in.at += 2;
    return unscoped(new Names.Within(STD, parsers.unqualified().name()));
  }

  private Node unscoped(Node name) {
    if (in.peek() != 'I') {
      return name;
    }
    in.keep(name);
    return new Names.Template(name, parsers.types().templateArguments());
  }

  /** {@code N [qualifiers] prefix... E}. */
  private Node nested() {
    in.expect('N');
    StringBuilder qualifiers = new StringBuilder(parsers.types().qualifiers());
    if (in.take('R')) {
      qualifiers.append(" &");
    } else if (in.take('O')) {
      qualifiers.append(" &&");
    }
    Node name = prefixes();
    in.expect('E');
    return qualifiers.isEmpty() ? name : new Names.Qualified(name, qualifiers.toString());
  }

  private Node prefixes() {
    Node name = null;
    while (in.peek() != 'E') {
      char c = in.peek();
      if (c == 'M') {
        // A lambda in a member's initializer: the member has been kept already.
        in.at++;
        continue;
      }
      name = prefix(name, c);
      if (c != 'S' && in.peek() != 'E') {
        in.keep(name);
      }
    }
    if (name == null) {
      throw Unmangleable.INSTANCE;
    }
    return name;
  }

  private Node prefix(@Nullable Node outer, char c) {
    if (c == 'I') {
      if (outer == null) {
        throw Unmangleable.INSTANCE;
      }
      return new Names.Template(outer, parsers.types().templateArguments());
    }
    Node inner;
    if (c == 'S') {
      inner = parsers.substitutions().read(true);
    } else if (c == 'T') {
      inner = parsers.types().templateParameter();
    } else if (c == 'D' && (in.peek(1) == 'T' || in.peek(1) == 't')) {
      inner = parsers.types().type();
    } else {
      inner = parsers.unqualified().name();
    }
    return outer == null ? inner : new Names.Within(outer, inner);
  }

  /** {@code Z encoding E name [discriminator]}. */
  private Node local() {
    in.expect('Z');
    Node function = parsers.encodings().encoding();
    in.expect('E');
    if (in.take('s')) {
      discriminator();
      return new Names.Local(withoutResult(function), new Names.Word("string literal"), -1);
    }
    int argument = in.take('d') ? in.compactNumber() : -1;
    Node entity = name();
    if (!(entity instanceof Names.Lambda) && !(entity instanceof Names.Unnamed)) {
      discriminator();
    }
    return new Names.Local(withoutResult(function), entity, argument);
  }

  /** What the function around returns would look like what the thing in it is. */
  private static Node withoutResult(Node function) {
    return function instanceof Names.Function f
        ? new Names.Function(f.name(), null, f.parameters())
        : function;
  }

  private void discriminator() {
    if (in.peek() != '_') {
      return;
    }
    in.at++;
    if (in.take('_')) {
      in.number();
      in.take('_');
    } else if (in.digit()) {
      in.at++;
    } else {
      throw Unmangleable.INSTANCE;
    }
  }

  /** A list of names that end with E. */
  List<Node> sourceNames() {
    List<Node> names = new ArrayList<>();
    do {
      names.add(parsers.unqualified().source());
    } while (!in.take('E'));
    return names;
  }
}
