package io.tapline.agent.target.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** NUL-terminated text within bounds. */
public final class CString {
  private CString() {}

  /**
   * Text from {@code offset} to the next NUL or {@code end}; empty when it begins beyond it.
   * Malformed bytes are replaced.
   */
  public static String read(ByteBuffer bytes, long offset, int end) {
    int limit = Math.min(end, bytes.capacity());
    if (offset < 0 || offset >= limit) {
      return "";
    }
    int start = (int) offset;
    int stop = start;
    while (stop < limit && bytes.get(stop) != 0) {
      stop++;
    }
    byte[] text = new byte[stop - start];
    bytes.get(start, text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
