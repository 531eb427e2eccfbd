package io.tapline.agent.target.btf;

import io.tapline.agent.target.read.MalformedInputException;

/** How C on a 64-bit machine aligns types, and whether a struct must have been declared packed. */
final class CAlignment {
  private static final int WORD = Long.BYTES;

  /** Structs within structs within arrays are not that deep; a damaged blob may have a ring. */
  private static final int MAX_DEPTH = 64;

  private final Btf btf;

  CAlignment(Btf btf) {
    this.btf = btf;
  }

  /** In bytes; 1 for a packed struct and for what has no size. */
  int of(int id) throws MalformedInputException {
    return of(id, 0);
  }

  private int of(int id, int depth) throws MalformedInputException {
    if (depth > MAX_DEPTH) {
      return 1;
    }
    int type = btf.stripped(id);
    return switch (btf.kind(type)) {
      case PTR -> WORD;
      case INT, FLOAT, ENUM, ENUM64 -> Math.max(1, Math.min(WORD, btf.sizeBytes(type)));
      case ARRAY -> of(btf.array(type).elementId(), depth + 1);
      case STRUCT, UNION -> ofMembers(type, depth);
      default -> 1;
    };
  }

  private int ofMembers(int struct, int depth) throws MalformedInputException {
    int most = 1;
    for (BtfMember member : btf.members(struct)) {
      int align = of(member.typeId(), depth + 1);
      most = Math.max(most, align);
      if (misplaced(member, align)) {
        return 1;
      }
    }
    return btf.sizeBytes(struct) % most == 0 ? most : 1;
  }

  private static boolean misplaced(BtfMember member, int align) {
    return member.bitSize() == 0 && member.bitOffset() % (Byte.SIZE * align) != 0;
  }

  /** Whether a struct is laid out as only a packed one is. */
  boolean packed(int struct) throws MalformedInputException {
    int most = 1;
    for (BtfMember member : btf.members(struct)) {
      int align = of(member.typeId());
      most = Math.max(most, align);
      if (misplaced(member, align)) {
        return true;
      }
    }
    return btf.sizeBytes(struct) % most != 0;
  }

  /** Bytes that a type takes; 0 for one without a size. */
  long sizeOf(int id) throws MalformedInputException {
    long count = 1;
    int type = btf.stripped(id);
    for (int depth = 0; btf.kind(type) == BtfKind.ARRAY && depth < MAX_DEPTH; depth++) {
      count *= btf.array(type).length();
      type = btf.stripped(btf.array(type).elementId());
    }
    return switch (btf.kind(type)) {
      case PTR -> count * WORD;
      case INT, FLOAT, ENUM, ENUM64, STRUCT, UNION -> count * btf.sizeBytes(type);
      default -> 0;
    };
  }
}
