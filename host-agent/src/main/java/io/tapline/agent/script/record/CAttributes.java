package io.tapline.agent.script.record;

/**
 * What {@code __attribute__((...))} says about a layout.
 *
 * @param alignment at least this; 0 when nothing says so
 */
record CAttributes(boolean packed, int alignment) {
  private static final CAttributes NONE = new CAttributes(false, 0);

  /** {@code aligned} without a number: the largest that any type of x86-64 has. */
  private static final int LARGEST = 16;

  static boolean startAt(CToken token) {
    return token.is("__attribute__")
        || token.is("__attribute")
        || token.is("__packed")
        || token.is("__aligned")
        || token.is("_Alignas");
  }

  CAttributes and(CAttributes other) {
    return new CAttributes(packed || other.packed, Math.max(alignment, other.alignment));
  }

  /** All attributes at the cursor. */
  static CAttributes read(CCursor cursor, CScope scope) throws CFailure {
    CAttributes found = NONE;
    while (startAt(cursor.peek())) {
      CToken word = cursor.next();
      if (word.is("__packed")) {
        found = found.and(new CAttributes(true, 0));
      } else if (word.is("__aligned") || word.is("_Alignas")) {
        found = found.and(aligned(word, cursor, scope));
      } else {
        cursor.expect("(");
        cursor.expect("(");
        while (!cursor.accept(")")) {
          found = found.and(attribute(cursor, scope));
        }
        cursor.expect(")");
      }
    }
    return found;
  }

  private static CAttributes attribute(CCursor cursor, CScope scope) throws CFailure {
    CToken name = cursor.next();
    if (name.kind() == CToken.Kind.END) {
      throw cursor.unexpected("')'");
    }
    if (name.is("packed") || name.is("__packed__")) {
      return new CAttributes(true, 0);
    }
    boolean group = cursor.peek().is("(");
    if (name.is("aligned") || name.is("__aligned__")) {
      return group ? aligned(name, cursor, scope) : new CAttributes(false, LARGEST);
    }
    if (group) {
      cursor.skipGroup();
    }
    return NONE;
  }

  private static CAttributes aligned(CToken word, CCursor cursor, CScope scope) throws CFailure {
    cursor.expect("(");
    long value = scope.constant(cursor);
    if (Long.bitCount(value) != 1 || value < 1 || value > 1 << 16) {
      throw new CFailure(word.range(), "an alignment is a power of two", "");
    }
    cursor.expect(")");
    return new CAttributes(false, (int) value);
  }
}
