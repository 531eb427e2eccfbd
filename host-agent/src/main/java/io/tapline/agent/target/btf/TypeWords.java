package io.tapline.agent.target.btf;

import io.tapline.agent.target.read.MalformedInputException;

/** Types as C writes them. */
record TypeWords(TypeTable types) {
  private static final int MAX_DEPTH = 32;

  String of(int id) throws MalformedInputException {
    return of(id, 0);
  }

  private String of(int id, int depth) throws MalformedInputException {
    if (depth > MAX_DEPTH) {
      throw types.malformed(id, "types refer to each other in a ring");
    }
    BtfKind kind = types.kind(id);
    return switch (kind) {
      case VOID -> "void";
      case PTR -> pointer(of(types.sizeOrType(id), depth + 1));
      case CONST -> "const " + of(types.sizeOrType(id), depth + 1);
      case VOLATILE -> "volatile " + of(types.sizeOrType(id), depth + 1);
      case RESTRICT, TYPE_TAG -> of(types.sizeOrType(id), depth + 1);
      case ARRAY -> of(types.extra(id, 0), depth + 1) + "[" + types.extra(id, 8) + "]";
      case STRUCT, FWD -> "struct " + types.name(id);
      case UNION -> "union " + types.name(id);
      case ENUM, ENUM64 -> "enum " + types.name(id);
      case FUNC_PROTO -> "function";
      default -> types.name(id);
    };
  }

  private static String pointer(String target) {
    return target.endsWith("*") ? target + "*" : target + " *";
  }
}
