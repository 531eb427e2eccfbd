package io.tapline.agent.trace.output;

import io.tapline.agent.script.type.RecordField;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Values laid out by hand. */
final class Bytes {
  private Bytes() {}

  static ByteBuffer of(Type type, Object value) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.max(8, Storage.storageBytes(type))).order(ByteOrder.nativeOrder());
    put(type, bytes, 0, value);
    return bytes;
  }

  static void put(Type type, ByteBuffer bytes, int offset, Object value) {
    if (value instanceof String text) {
      bytes.put(offset, ByteText.bytes(text));
    } else if (value instanceof byte[] raw) {
      bytes.put(offset, raw);
    } else if (value instanceof List<?> parts) {
      putAll(type, bytes, offset, parts);
    } else {
      number(bytes, offset, Storage.valueBytes(type), ((Number) value).longValue());
    }
  }

  private static void putAll(Type type, ByteBuffer bytes, int offset, List<?> parts) {
    for (int i = 0; i < parts.size(); i++) {
      if (type instanceof Type.Tuple tuple) {
        int at = Storage.offsets(tuple.elements()).get(i);
        put(tuple.elements().get(i), bytes, offset + at, parts.get(i));
      } else if (type instanceof Type.Array array) {
        int at = i * Storage.valueBytes(array.element());
        put(array.element(), bytes, offset + at, parts.get(i));
      } else if (type instanceof Type.Record record) {
        RecordField field = record.definition().fields().get(i);
        put(field.type(), bytes, offset + field.offsetBytes(), parts.get(i));
      }
    }
  }

  private static void number(ByteBuffer bytes, int offset, int size, long value) {
    switch (size) {
      case 1 -> bytes.put(offset, (byte) value);
      case 2 -> bytes.putShort(offset, (short) value);
      case 4 -> bytes.putInt(offset, (int) value);
      default -> bytes.putLong(offset, value);
    }
  }
}
