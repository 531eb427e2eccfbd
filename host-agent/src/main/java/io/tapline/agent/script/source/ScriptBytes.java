package io.tapline.agent.script.source;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Text that may hold any byte. A byte that is part of no character ({@code "\xff"}) is a lone low
 * surrogate U+DC80 to U+DCFF (as in Python's surrogateescape, PEP 383).
 */
public final class ScriptBytes {
  private static final int FIRST = 0xDC00;
  private static final int LARGEST_ASCII = 0x7f;

  private ScriptBytes() {}

  /** The character for a byte that an escape writes; {@code value} is 0 to 255. */
  public static char character(int value) {
    return (char) (value <= LARGEST_ASCII ? value : FIRST + value);
  }

  /** The bytes: UTF-8, and the escaped ones as they are. */
  public static byte[] of(String text) {
    if (!hasBytes(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isByte(c)) {
        bytes.write(c - FIRST);
      } else {
        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  /** The same bytes, those that make a character together as that character. */
  public static String joined(String text) {
    if (!hasBytes(text)) {
      return text;
    }
    return decode(of(text));
  }

  /** Text out of any bytes; those that are not UTF-8 stay what they are. */
  public static String decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put(character(in.get() & 0xff));
      }
      decoder.reset();
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }

  private static boolean hasBytes(String text) {
    return text.codePoints().anyMatch(ScriptBytes::isByte);
  }

  private static boolean isByte(int c) {
    return c > FIRST + LARGEST_ASCII && c <= FIRST + 0xff;
  }
}
