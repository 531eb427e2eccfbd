package io.tapline.agent.target.demangle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads types of functions: {@code [Do | DO expression E | Dw type... E] [Dx] F ... E}. */
final class FunctionTypeParser {
  private final Cursor in;
  private final Parsers parsers;

  FunctionTypeParser(Cursor in, Parsers parsers) {
    this.in = in;
    this.parsers = parsers;
  }

  /** Whether one begins here. */
  boolean begins() {
    char c = in.peek();
    return c == 'F' || (c == 'D' && "oOwx".indexOf(in.peek(1)) >= 0);
  }

  /**
   * The type.
   *
   * @param qualifiers that stand before it, and belong behind its parameters
   */
  Node read(String qualifiers) {
    @Nullable Node exceptions = null;
    String behind = qualifiers;
    while (in.peek() == 'D') {
      in.at++;
      switch (in.next()) {
        case 'o' -> exceptions = new Types.NoExcept(null);
        case 'O' -> {
          exceptions = new Types.NoExcept(parsers.expressions().expression());
          in.expect('E');
        }
        case 'w' -> exceptions = new Types.Throws(types());
        case 'x' -> behind += " transaction_safe";
        default -> throw Unmangleable.INSTANCE;
      }
    }
    in.expect('F');
    in.take('Y');
    Node result = parsers.types().type();
    List<Node> parameters = parsers.types().parameters();
    if (in.take('R')) {
      behind += " &";
    } else if (in.take('O')) {
      behind += " &&";
    }
    in.expect('E');
    return new Types.Function(result, parameters, new Types.Behind(behind, exceptions));
  }

  private List<Node> types() {
    List<Node> types = new ArrayList<>();
    while (!in.take('E')) {
      types.add(parsers.types().type());
    }
    return types;
  }
}
