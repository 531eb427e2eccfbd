package io.tapline.stream.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what the row encoders wrote, independently of them. */
final class RowBinaryReader {
  private final ByteBuffer in;

  RowBinaryReader(byte[] bytes, int length) {
    in = ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  boolean hasNext() {
    return in.hasRemaining();
  }

  boolean bool() {
    return in.get() != 0;
  }

  int int16() {
    return Short.toUnsignedInt(in.getShort());
  }

  long int32() {
    return Integer.toUnsignedLong(in.getInt());
  }

  long int64() {
    return in.getLong();
  }

  int varint() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  String string() {
    byte[] utf8 = new byte[varint()];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  List<String> strings() {
    List<String> strings = new ArrayList<>();
    for (int left = varint(); left > 0; left--) {
      strings.add(string());
    }
    return strings;
  }

  Map<Integer, Long> buckets() {
    Map<Integer, Long> buckets = new TreeMap<>();
    for (int left = varint(); left > 0; left--) {
      buckets.put(int16(), int64());
    }
    return buckets;
  }

  Map<String, Long> numbers() {
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (int left = varint(); left > 0; left--) {
      numbers.put(string(), int64());
    }
    return numbers;
  }

  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int left = varint(); left > 0; left--) {
      texts.put(string(), string());
    }
    return texts;
  }
}
