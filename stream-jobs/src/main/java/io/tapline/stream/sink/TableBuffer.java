package io.tapline.stream.sink;

import java.util.Arrays;

/** Rows of one table that wait for their insert. */
final class TableBuffer {
  private static final int KEPT_BYTES = 1 << 20;

  private final FlushLimits limits;
  private byte[] bytes = new byte[0];
  private int length;
  private int rows;

  TableBuffer(FlushLimits limits) {
    this.limits = limits;
  }

  void append(RowBlock block) {
    byte[] more = block.rowBinary();
    int needed = length + more.length;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
    System.arraycopy(more, 0, bytes, length, more.length);
    length = needed;
    rows += block.rows();
  }

  boolean isEmpty() {
    return rows == 0;
  }

  boolean isFull() {
    return rows >= limits.rows() || length >= limits.bytes();
  }

  int rows() {
    return rows;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
    rows = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[0];
    }
  }
}
