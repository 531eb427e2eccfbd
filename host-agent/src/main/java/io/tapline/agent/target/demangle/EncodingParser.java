package io.tapline.agent.target.demangle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a whole mangled name is: a function, a variable, or something made for one. */
final class EncodingParser {
  private final Cursor in;
  private final Parsers parsers;

  EncodingParser(Cursor in, Parsers parsers) {
    this.in = in;
    this.parsers = parsers;
  }

  /** All of the text, with what compilers put behind clones of functions. */
  Node whole() {
    Node node = encoding();
    while (in.peek() == '.' && isCloneLetter(in.peek(1))) {
      node = new Clone(node, cloneSuffix());
    }
    if (in.peek() != '\0') {
      throw Unmangleable.INSTANCE;
    }
    return node;
  }

  private static boolean isCloneLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  }

  private String cloneSuffix() {
    int start = in.at;
    in.at += 2;
    while (isCloneLetter(in.peek())) {
      in.at++;
    }
    while (in.peek() == '.' && in.peek(1) >= '0' && in.peek(1) <= '9') {
      in.at += 2;
      while (in.digit()) {
        in.at++;
      }
    }
    return in.text.substring(start, in.at);
  }

  /** {@code name [clone .part.0]}. */
  private record Clone(Node name, String suffix) implements Node {
    @Override
    public void left(Printer out) {
      out.print(name);
      out.append(" [clone ").append(suffix).append("]");
    }
  }

  /** {@code encoding ::= name [function-type] | special-name}. */
  Node encoding() {
    in.enter();
    Node node = in.peek() == 'T' || in.peek() == 'G' ? special() : function();
    in.leave();
    return node;
  }

  private Node function() {
    Node name = parsers.names().name();
    if (in.peek() == '\0' || in.peek() == 'E') {
      return name;
    }
    boolean hasResult = TemplateArguments.hasResult(name) || in.take('J');
    @Nullable Node result = hasResult ? parsers.types().type() : null;
    List<Node> parameters = parsers.types().parameters();
    return new Names.Function(name, result, parameters);
  }

  private Node special() {
    return in.next() == 'T' ? table() : made();
  }

  private Node table() {
    char kind = in.next();
    return switch (kind) {
      case 'V' -> new Names.Special("vtable for ", parsers.types().type());
      case 'T' -> new Names.Special("VTT for ", parsers.types().type());
      case 'I' -> new Names.Special("typeinfo for ", parsers.types().type());
      case 'S' -> new Names.Special("typeinfo name for ", parsers.types().type());
      case 'F' -> new Names.Special("typeinfo fn for ", parsers.types().type());
      case 'H' -> new Names.Special("TLS init function for ", parsers.names().name());
      case 'W' -> new Names.Special("TLS wrapper function for ", parsers.names().name());
      case 'A' ->
          new Names.Special("template parameter object for ", parsers.types().templateArgument());
      case 'C' -> construction();
      case 'h' -> {
        offset('h');
        yield new Names.Special("non-virtual thunk to ", encoding());
      }
      case 'v' -> {
        offset('v');
        yield new Names.Special("virtual thunk to ", encoding());
      }
      case 'c' -> {
        offset(in.next());
        offset(in.next());
        yield new Names.Special("covariant return thunk to ", encoding());
      }
      default -> throw Unmangleable.INSTANCE;
    };
  }

  private Node construction() {
    Node derived = parsers.types().type();
    in.take('n');
    in.number();
    in.expect('_');
    return new Names.ConstructionTable(parsers.types().type(), derived);
  }

  private void offset(char kind) {
    if (kind != 'h' && kind != 'v') {
      throw Unmangleable.INSTANCE;
    }
    in.take('n');
    in.number();
    in.expect('_');
    if (kind == 'v') {
      in.take('n');
      in.number();
      in.expect('_');
    }
  }

  private Node made() {
    char kind = in.next();
    return switch (kind) {
      case 'V' -> new Names.Special("guard variable for ", parsers.names().name());
      case 'R' -> {
        Node name = parsers.names().name();
        int number = in.peek() == '\0' ? 0 : Sequences.read(in);
        yield new Names.Special("reference temporary #" + number + " for ", name);
      }
      case 'A' -> new Names.Special("hidden alias for ", encoding());
      case 'T' -> {
        boolean transaction = in.next() != 'n';
        yield new Names.Special(
            transaction ? "transaction clone for " : "non-transaction clone for ", encoding());
      }
      default -> throw Unmangleable.INSTANCE;
    };
  }
}
