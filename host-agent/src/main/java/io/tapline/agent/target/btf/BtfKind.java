package io.tapline.agent.target.btf;

/** BTF_KIND_*, include/uapi/linux/btf.h, in their order. */
public enum BtfKind {
  VOID,
  INT,
  PTR,
  ARRAY,
  STRUCT,
  UNION,
  ENUM,
  FWD,
  TYPEDEF,
  VOLATILE,
  CONST,
  RESTRICT,
  FUNC,
  FUNC_PROTO,
  VAR,
  DATASEC,
  FLOAT,
  DECL_TAG,
  TYPE_TAG,
  ENUM64;

  private static final BtfKind[] VALUES = values();

  /** Bytes behind the common twelve. */
  int extraBytes(int vlen) {
    return switch (this) {
      case INT, VAR, DECL_TAG -> 4;
      case ARRAY -> 12;
      case STRUCT, UNION, DATASEC, ENUM64 -> 12 * vlen;
      case ENUM, FUNC_PROTO -> 8 * vlen;
      default -> 0;
    };
  }

  /** Whether it says something about another type and nothing of its own. */
  boolean modifier() {
    return this == TYPEDEF
        || this == VOLATILE
        || this == CONST
        || this == RESTRICT
        || this == TYPE_TAG;
  }

  /** Whether it says how many bytes it takes. */
  boolean sized() {
    return this == INT
        || this == STRUCT
        || this == UNION
        || this == ENUM
        || this == ENUM64
        || this == FLOAT;
  }

  /** The kernel's number for it. */
  @SuppressWarnings("EnumOrdinal") // They stand in the kernel's order.
  int number() {
    return ordinal();
  }

  static boolean known(int number) {
    return number < VALUES.length;
  }

  static BtfKind of(int number) {
    return VALUES[number];
  }
}
