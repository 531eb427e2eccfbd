package io.tapline.agent.compile;

import io.tapline.agent.event.Field;
import io.tapline.agent.event.FieldType;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.util.ArrayList;
import java.util.List;

/**
 * Places fields one after another, numbers aligned to their size. Texts and addresses are aligned
 * to 8 and take multiples of 8, so that programs clear and copy them by words.
 *
 * @param fields with offsets from the start of what they are in
 * @param sizeBytes to the end of the last field
 * @param hasGaps whether bytes between them belong to none
 */
record Layout(List<Field> fields, int sizeBytes, boolean hasGaps) {

  /** Places fields after a header of so many bytes. */
  static Layout of(List<String> names, List<Type> types, int header) {
    List<Field> fields = new ArrayList<>();
    int offset = header;
    boolean gaps = false;
    for (int i = 0; i < types.size(); i++) {
      FieldType type = fieldType(types.get(i));
      int storage = storageBytes(types.get(i));
      int aligned = roundUp(offset, Math.min(storage, Long.BYTES));
      gaps |= aligned != offset;
      fields.add(new Field(names.get(i), type, aligned));
      offset = aligned + storage;
    }
    return new Layout(List.copyOf(fields), offset, gaps);
  }

  /** Bytes that a value takes in memory. */
  static int storageBytes(Type type) {
    return isNumber(type) ? fieldBytes(type) : roundUp(fieldBytes(type), Long.BYTES);
  }

  /** Bytes of a value itself. */
  static int fieldBytes(Type type) {
    return fieldType(type).sizeBytes();
  }

  private static FieldType fieldType(Type type) {
    return TypeRules.fieldType(type)
        .orElseThrow(() -> new IllegalStateException("type without a layout: " + type));
  }

  /** Whether a value of the type lies in a register; the others lie in memory. */
  static boolean isNumber(Type type) {
    return TypeRules.asInteger(type).isPresent();
  }

  static int roundUp(int bytes, int alignment) {
    return (bytes + alignment - 1) / alignment * alignment;
  }
}
