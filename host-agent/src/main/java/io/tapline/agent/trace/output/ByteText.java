package io.tapline.agent.trace.output;

import io.tapline.agent.script.source.ScriptBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Byte strings: Java strings whose characters are bytes, 0 to 255. Widths, truncation and output of
 * a C program are in bytes, and bytes that are no UTF-8 must come out as they went in.
 */
public final class ByteText {
  private ByteText() {}

  /** Text of a script, with whatever bytes its escapes make, or of Java. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return of(ScriptBytes.of(text));
      }
    }
    return text;
  }

  /** Bytes of whatever kind. */
  public static String of(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** So many bytes from there on, all of them. */
  static String of(ByteBuffer bytes, int offset, int length) {
    byte[] copy = new byte[length];
    bytes.get(offset, copy);
    return of(copy);
  }

  /** Bytes from there up to a NUL, or so many. */
  static String upToNul(ByteBuffer bytes, int offset, int length) {
    int end = offset;
    while (end < offset + length && bytes.get(end) != 0) {
      end++;
    }
    return of(bytes, offset, end - offset);
  }

  /** The bytes again. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** As text; bytes that are no UTF-8 become U+FFFD. */
  public static String toJava(String text) {
    return new String(bytes(text), StandardCharsets.UTF_8);
  }
}
