package io.tapline.agent.script.record;

import io.tapline.agent.script.type.RecordField;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;

/** Where the number lies that a bit field is part of. */
final class BitFields {
  private BitFields() {}

  /**
   * A bit field of a record.
   *
   * @param bit where it begins, from the record's start
   */
  static RecordField field(String name, Type type, long bit, int width) {
    int size = Math.max(1, Storage.valueBytes(type));
    long unit = bit / (size * 8L) * size * 8L;
    if (bit - unit + width <= size * 8L) {
      return new RecordField(name, type, (int) (unit / 8), (int) (bit - unit), width);
    }
    // Packed, and across two of its type's numbers: a wider number that begins at its first byte.
    int within = (int) (bit % 8);
    int bytes = within + width <= 32 ? 4 : 8;
    boolean signed = type instanceof Type.Int i && i.signed();
    Type wider = new Type.Int(bytes, signed);
    return new RecordField(name, wider, (int) (bit / 8), within, Math.min(width, 64 - within));
  }
}
