package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.util.Optional;

/** What numbers are in a dialect. */
enum Numbers {
  /** Literals are 64 bits; addresses are numbers; what compares is a number. */
  PIPELINE {
    @Override
    Type.Int literal(long value) {
      return value < 0 ? Type.UINT64 : Type.INT64;
    }

    @Override
    Type.Int withLiteral(Type.Int decided, long most) {
      int bits = decided.sizeBytes() * Byte.SIZE - (decided.signed() ? 1 : 0);
      boolean fits = bits == Long.SIZE || most >>> bits == 0;
      return fits ? decided : new Type.Int(Long.BYTES, decided.signed());
    }

    @Override
    boolean isLiteral(Value.Constant constant) {
      return constant.value() >= 0 && constant.type().equals(Type.INT64);
    }

    @Override
    Optional<Type.Int> asNumber(Type type) {
      return TypeRules.asInteger(type);
    }

    @Override
    Type truth() {
      return Type.UINT64;
    }
  },

  /** As bpftrace has them: literals are as small as they can be, and signed if they can be. */
  TRACE {
    @Override
    Type.Int literal(long value) {
      return value < 0 ? Type.UINT64 : TypeRules.smallestSigned(value);
    }

    @Override
    Type.Int withLiteral(Type.Int decided, long most) {
      return TypeRules.join(
          decided,
          decided.signed() ? TypeRules.smallestSigned(most) : TypeRules.smallestUnsigned(most));
    }

    @Override
    boolean isLiteral(Value.Constant constant) {
      return constant.value() >= 0
          && constant.type() instanceof Type.Int type
          && type.signed()
          && type.rendering() == Type.Rendering.NUMBER;
    }

    @Override
    Optional<Type.Int> asNumber(Type type) {
      return type instanceof Type.Bool ? Optional.empty() : TypeRules.asOperand(type);
    }

    @Override
    Type truth() {
      return new Type.Bool();
    }
  };

  /** The type of a literal that is not negative; below 0 here it is above Long.MAX_VALUE. */
  abstract Type.Int literal(long value);

  /** What holds numbers of a type and literals up to {@code most}. */
  abstract Type.Int withLiteral(Type.Int decided, long most);

  /** Whether a number follows the sign of what it meets. */
  abstract boolean isLiteral(Value.Constant constant);

  /** What a type is as a number where it is kept together with numbers; empty when it is none. */
  abstract Optional<Type.Int> asNumber(Type type);

  /** The type of comparisons. */
  abstract Type truth();
}
