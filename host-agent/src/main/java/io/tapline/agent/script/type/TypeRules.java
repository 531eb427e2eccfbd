package io.tapline.agent.script.type;

import io.tapline.agent.event.FieldType;
import io.tapline.agent.script.type.Type.Rendering;
import java.util.Optional;

/** How types meet. */
public final class TypeRules {
  private TypeRules() {}

  /**
   * The number that holds the values of both. uint32 and int32 meet in int64; of 64 bits there is
   * nothing wider, and the sign is kept.
   */
  public static Type.Int join(Type.Int left, Type.Int right) {
    Rendering rendering =
        left.rendering() == right.rendering() ? left.rendering() : Rendering.NUMBER;
    int size = Math.max(left.sizeBytes(), right.sizeBytes());
    boolean signed = left.signed() || right.signed();
    boolean wider =
        left.signed() != right.signed()
            && (left.signed() ? right : left).sizeBytes() == size
            && size < Long.BYTES;
    return new Type.Int(wider ? size * 2 : size, signed, rendering);
  }

  /** Whether every value of one is a value of the other. */
  public static boolean fits(Type.Int value, Type.Int place) {
    if (value.signed() == place.signed()) {
      return value.sizeBytes() <= place.sizeBytes();
    }
    return place.signed() && value.sizeBytes() < place.sizeBytes();
  }

  /** The smallest signed number that holds this value. */
  public static Type.Int smallestSigned(long value) {
    int size = 1;
    while (size < Long.BYTES
        && value != value << (Long.SIZE - size * 8) >> (Long.SIZE - size * 8)) {
      size *= 2;
    }
    return new Type.Int(size, true);
  }

  /** The smallest unsigned number that holds this value, taken as unsigned. */
  public static Type.Int smallestUnsigned(long value) {
    int size = 1;
    while (size < Long.BYTES && value >>> (size * Byte.SIZE) != 0) {
      size *= 2;
    }
    return new Type.Int(size, false);
  }

  /** What a type is as a number: itself, or an address; empty when it is none. */
  public static Optional<Type.Int> asInteger(Type type) {
    if (type instanceof Type.Int integer) {
      return Optional.of(integer);
    }
    return type instanceof Type.Pointer ? Optional.of(Type.UINT64) : Optional.empty();
  }

  /**
   * What a type is in arithmetic: a number, a boolean as 0 or 1, an enumeration as 64 bits; empty
   * for anything else, addresses among it.
   */
  public static Optional<Type.Int> asOperand(Type type) {
    if (type instanceof Type.Int integer) {
      return Optional.of(integer);
    } else if (type instanceof Type.Bool) {
      return Optional.of(new Type.Int(1, false));
    }
    return type instanceof Type.Enumeration e
        ? Optional.of(new Type.Int(Long.BYTES, e.number().signed()))
        : Optional.empty();
  }

  /** The type of arithmetic: 64 bits, signed if both sides are. */
  public static Type.Int arithmetic(boolean leftSigned, boolean rightSigned) {
    return leftSigned && rightSigned ? Type.INT64 : Type.UINT64;
  }

  /** How a value of this type is read back; empty when it cannot leave the kernel as it is. */
  public static Optional<FieldType> fieldType(Type type) {
    if (type instanceof Type.Int i) {
      FieldType.Kind kind =
          switch (i.rendering()) {
            case NUMBER, PROBE, USER, ERROR, SIGNAL -> FieldType.Kind.INTEGER;
            case SYSCALL -> FieldType.Kind.SYSCALL;
            case DEVICE -> FieldType.Kind.DEVICE;
          };
      return Optional.of(new FieldType(kind, i.sizeBytes(), i.signed()));
    }
    if (type instanceof Type.Text t) {
      return Optional.of(new FieldType(FieldType.Kind.STRING, t.sizeBytes(), false));
    }
    if (type instanceof Type.Address a) {
      return Optional.of(new FieldType(FieldType.Kind.ADDRESS, a.sizeBytes(), false));
    }
    return type instanceof Type.Pointer ? Optional.of(FieldType.UINT64) : Optional.empty();
  }
}
