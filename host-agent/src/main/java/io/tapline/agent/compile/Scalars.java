package io.tapline.agent.compile;

import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;

/** What scalars are as numbers of the machine. */
final class Scalars {
  private Scalars() {}

  /** The number that a scalar is: a pointer is a uint64, a bool a uint8. */
  static Type.Int asInteger(Type type) {
    if (type instanceof Type.Int integer) {
      return integer;
    }
    if (type instanceof Type.Enumeration enumeration) {
      return enumeration.number();
    }
    if (!Storage.isScalar(type)) {
      throw new IllegalStateException("no number: " + type);
    }
    return new Type.Int(Storage.valueBytes(type), false);
  }

  /** Whether every value of one type is, extended to 64 bits, one of the other as well. */
  static boolean holds(Type outer, Type inner) {
    Type.Int wide = asInteger(outer);
    Type.Int narrow = asInteger(inner);
    if (wide.sizeBytes() == Long.BYTES) {
      return true;
    }
    return wide.signed() == narrow.signed()
        ? wide.sizeBytes() >= narrow.sizeBytes()
        : wide.signed() && wide.sizeBytes() > narrow.sizeBytes();
  }
}
