package io.tapline.agent.trace.output;

/** Values as numbers. */
final class Numbers {
  private Numbers() {}

  /** Whether it is one. */
  static boolean is(DecodedValue value) {
    return value instanceof DecodedValue.Signed
        || value instanceof DecodedValue.Unsigned
        || value instanceof DecodedValue.Named
        || value instanceof DecodedValue.Bool;
  }

  /** Its 64 bits; 0 for what is none. */
  static long of(DecodedValue value) {
    if (value instanceof DecodedValue.Signed s) {
      return s.value();
    } else if (value instanceof DecodedValue.Unsigned u) {
      return u.value();
    } else if (value instanceof DecodedValue.Named n) {
      return n.number();
    }
    return value instanceof DecodedValue.Bool b && b.value() ? 1 : 0;
  }
}
