package io.tapline.agent.event;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads one field out of a ring record or a map key. */
final class FieldReader {
  private static final byte[] MAPPED_PREFIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private FieldReader() {}

  /** Whether the field's bytes go into a dictionary; other fields are numbers. */
  static boolean isBytes(FieldType type) {
    return type.kind() == FieldType.Kind.STRING || type.kind() == FieldType.Kind.ADDRESS;
  }

  /** The integer at {@code offset}, extended to 64 bits by its sign. */
  static long number(FieldType type, ByteBuffer data, int offset) {
    switch (type.sizeBytes()) {
      case 1:
        return type.signed() ? data.get(offset) : data.get(offset) & 0xFFL;
      case 2:
        return type.signed() ? data.getShort(offset) : data.getShort(offset) & 0xFFFFL;
      case 4:
        return type.signed() ? data.getInt(offset) : data.getInt(offset) & 0xFFFF_FFFFL;
      case 8:
        return data.getLong(offset);
      default:
        throw new IllegalArgumentException("integer of no known size: type=" + type);
    }
  }

  /** How many of the field's bytes count: for a string those before the first NUL. */
  static int length(FieldType type, ByteBuffer data, int offset) {
    if (type.kind() != FieldType.Kind.STRING) {
      return type.sizeBytes();
    }
    int length = 0;
    while (length < type.sizeBytes() && data.get(offset + length) != 0) {
      length++;
    }
    return length;
  }

  /** Dictionary bytes as text. */
  static String text(FieldType type, byte[] bytes) {
    if (type.kind() != FieldType.Kind.ADDRESS) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    byte[] address =
        bytes.length == 16 && Arrays.equals(bytes, 0, 12, MAPPED_PREFIX, 0, 12)
            ? Arrays.copyOfRange(bytes, 12, 16)
            : bytes;
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("address of no known size: type=" + type, e);
    }
  }
}
