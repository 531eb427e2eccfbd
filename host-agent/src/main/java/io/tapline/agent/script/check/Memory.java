package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.type.RecordField;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;

/** Values at addresses, and parts of values that lie in memory. */
final class Memory {
  private Memory() {}

  /** What lies at an address. */
  static Value at(Value address, int offset, Type.AddressSpace space, Type type) {
    Type there = shown(RecordTable.inSpace(type, space));
    return Storage.isScalar(there)
        ? new Value.MemoryLoad(address, offset, space, there)
        : new Value.MemoryRead(address, offset, space, there);
  }

  /** A field of the record at an address. */
  static Value field(Value address, int offset, Type.AddressSpace space, RecordField field) {
    Value whole = at(address, offset + field.offsetBytes(), space, field.type());
    return field.isBitField() ? bits(whole, field) : whole;
  }

  /** A field of a record. What was read from memory is not read as a whole for it. */
  static Value field(Value record, RecordField field, Type.AddressSpace space) {
    if (record instanceof Value.MemoryRead read) {
      return field(read.address(), read.offsetBytes(), read.space(), field);
    }
    Value whole = part(record, field.offsetBytes(), RecordTable.inSpace(field.type(), space));
    return field.isBitField() ? bits(whole, field) : whole;
  }

  private static Value bits(Value number, RecordField field) {
    return new Value.BitField(number, field.bitOffset(), field.bitWidth(), field.type());
  }

  /** Part of a value; a part of a part is a part of the whole. */
  static Value part(Value whole, int offset, Type type) {
    if (whole instanceof Value.PartOf part) {
      return new Value.PartOf(part.whole(), part.offsetBytes() + offset, shown(type));
    }
    if (whole instanceof Value.MemoryRead read) {
      return at(read.address(), read.offsetBytes() + offset, read.space(), type);
    }
    return new Value.PartOf(whole, offset, shown(type));
  }

  /** What the language has for C's {@code char[N]}. */
  private static Type shown(Type type) {
    return type instanceof Type.Array array && RecordTable.isCharArray(type)
        ? new Type.Text(array.length())
        : type;
  }
}
