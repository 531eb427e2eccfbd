package io.tapline.agent.script.type;

import io.tapline.agent.event.FieldType;
import io.tapline.agent.script.type.Type.Rendering;
import java.util.Optional;

/** How types meet. */
public final class TypeRules {
  private TypeRules() {}

  /** The type that holds the values of both; empty when there is none. */
  public static Optional<Type> join(Type left, Type right) {
    if (left.equals(right)) {
      return Optional.of(left);
    }
    if (left instanceof Type.Text l && right instanceof Type.Text r) {
      return Optional.of(l.sizeBytes() >= r.sizeBytes() ? l : r);
    }
    Optional<Type.Int> l = asInteger(left);
    Optional<Type.Int> r = asInteger(right);
    return l.isPresent() && r.isPresent()
        ? Optional.of(joinIntegers(l.get(), r.get()))
        : Optional.empty();
  }

  private static Type.Int joinIntegers(Type.Int left, Type.Int right) {
    Rendering rendering =
        left.rendering() == right.rendering() ? left.rendering() : Rendering.NUMBER;
    int size = Math.max(left.sizeBytes(), right.sizeBytes());
    boolean signed = left.signed() || right.signed();
    // uint32 and int32 meet in int64; of 64 bits there is nothing wider.
    boolean wider =
        left.signed() != right.signed()
            && (left.signed() ? right : left).sizeBytes() == size
            && size < 8;
    return new Type.Int(wider ? size * 2 : size, signed, rendering);
  }

  /** What a type is as a number: itself, or an address; empty when it is none. */
  public static Optional<Type.Int> asInteger(Type type) {
    if (type instanceof Type.Int integer) {
      return Optional.of(integer);
    }
    return type instanceof Type.Pointer ? Optional.of(Type.UINT64) : Optional.empty();
  }

  /**
   * The type of arithmetic: 64 bits, signed if both sides are. A literal that is not negative takes
   * the other side's sign.
   */
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
