package io.tapline.storage.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Appends values in ClickHouse's RowBinary to a byte array that grows and is used again.
 *
 * <p>RowBinary is values back to back, without names, types or separators: integers in little
 * endian of their width, strings as a varint length and UTF-8 bytes, arrays as a varint length and
 * the elements, maps as a varint length and key, value pairs; LowCardinality is written as its
 * inner type (ClickHouse docs, "RowBinary"). Not thread-safe.
 */
public final class RowBinaryWriter {
  private static final int SMALLEST_CAPACITY = 256;

  private byte[] bytes;
  private int length;

  /** A writer that starts with 64 KiB. */
  public RowBinaryWriter() {
    this(1 << 16);
  }

  /**
   * @param capacity bytes to reserve at first
   */
  public RowBinaryWriter(int capacity) {
    bytes = new byte[Math.max(capacity, SMALLEST_CAPACITY)];
  }

  /** The array that holds the rows, valid up to {@link #length}, until the next write. */
  public byte[] array() {
    return bytes;
  }

  /** Bytes written. */
  public int length() {
    return length;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Forgets what was written and keeps the array. */
  public void clear() {
    length = 0;
  }

  /**
   * Goes back to an earlier {@link #length}: takes back a row whose encoding failed half way.
   *
   * @throws IllegalArgumentException when that is not an earlier length
   */
  public void truncate(int earlierLength) {
    if (earlierLength < 0 || earlierLength > length) {
      throw new IllegalArgumentException(
          "cannot truncate " + length + " bytes to " + earlierLength);
    }
    length = earlierLength;
  }

  /** UInt8, Bool as 0 or 1; the low 8 bits count. */
  public void int8(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  /** UInt16 or Int16; the low 16 bits count. */
  public void int16(int value) {
    reserve(2);
    bytes[length] = (byte) value;
    bytes[length + 1] = (byte) (value >>> 8);
    length += 2;
  }

  /** UInt32, Int32 or DateTime (seconds since 1970); the low 32 bits count. */
  public void int32(long value) {
    reserve(4);
    for (int shift = 0; shift < 32; shift += 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  /** UInt64, Int64 or DateTime64 (ticks since 1970). */
  public void int64(long value) {
    reserve(8);
    for (int shift = 0; shift < 64; shift += 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  /** Bool. */
  public void bool(boolean value) {
    int8(value ? 1 : 0);
  }

  /**
   * A length: 7 bits a byte, least significant first, high bit set on all but the last (LEB128).
   */
  public void varint(int value) {
    reserve(5);
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /**
   * String, also LowCardinality(String). Unpaired surrogates become '?', as in {@link
   * String#getBytes}.
   */
  public void string(String value) {
    int chars = value.length();
    // ASCII is the common case and needs no array in between: its bytes are as many as its chars.
    reserve(5 + chars);
    int start = length;
    varint(chars);
    for (int i = 0; i < chars; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        length = start;
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return;
      }
      bytes[length++] = (byte) c;
    }
  }

  /** Array(String), also Array(LowCardinality(String)). */
  public void strings(List<String> values) {
    varint(values.size());
    for (int i = 0; i < values.size(); i++) {
      string(values.get(i));
    }
  }

  /** Map(String, String). */
  public void stringMap(Map<String, String> values) {
    varint(values.size());
    for (Map.Entry<String, String> entry : values.entrySet()) {
      string(entry.getKey());
      string(entry.getValue());
    }
  }

  /**
   * Map(String, UInt64) of counters by reason; boxes, so it is for rows that come once a second.
   */
  public void counters(Map<String, Long> values) {
    varint(values.size());
    for (Map.Entry<String, Long> entry : values.entrySet()) {
      string(entry.getKey());
      int64(entry.getValue());
    }
  }

  private void reserve(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >> 1)));
    }
  }
}
