package io.tapline.agent.script.check;

import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.TracepointFormat.FormatField;
import java.util.Optional;

/**
 * C types of tracepoints' formats as bpftrace has them: what the type's name says if it has the
 * field's size, otherwise a number of that size. So {@code int fd} of a system call, which the
 * format widens to 8 unsigned bytes, is a uint64.
 *
 * @param records what names of types mean
 * @param space of what the record's pointers point to
 */
record FormatTypes(RecordTable records, Type.AddressSpace space) {
  /** A scalar's or record's type; empty for bytes that make neither. */
  Optional<Type> of(FormatField field) {
    return typed(field.cType(), field.sizeBytes(), field.signed());
  }

  /** The type of an inline array's elements. */
  Optional<Type> element(FormatField field) {
    int size = field.sizeBytes() / Math.max(1, field.arrayLength());
    return typed(field.cType(), size, field.signed());
  }

  /** The type of the elements of an array that lies elsewhere: {@code u64} of {@code u64[]}. */
  Type locatedElement(FormatField field) {
    String words = bare(field.cType());
    return named(words).orElseGet(Type.None::new);
  }

  /** Whether a field's elements are characters of a text; those of numbers are unsigned. */
  static boolean isText(FormatField field) {
    return bare(field.cType()).equals("char");
  }

  private Optional<Type> typed(String cType, int size, boolean signed) {
    if (cType.contains("*")) {
      return Optional.of(new Type.Pointer(target(cType), space));
    }
    Optional<Type> named = named(bare(cType)).filter(t -> Storage.valueBytes(t) == size);
    return named.isPresent() ? named : CTypes.integer(size, signed);
  }

  /** What the last star points to. */
  private Type target(String cType) {
    String before = cType.substring(0, cType.lastIndexOf('*'));
    return before.contains("*")
        ? new Type.Pointer(target(before), space)
        : named(bare(before)).orElseGet(Type.None::new);
  }

  private Optional<Type> named(String words) {
    return words.isEmpty() ? Optional.empty() : records.named(words);
  }

  /** Without what says nothing about values. */
  private static String bare(String cType) {
    return cType
        .replaceAll("\\b(const|volatile|__data_loc|__rel_loc|__user|__rcu|__seg_gs)\\b", " ")
        .replaceAll("\\[[^\\]]*\\]", " ")
        .trim()
        .replaceAll("\\s+", " ");
  }
}
