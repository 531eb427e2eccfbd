package io.tapline.agent.trace.output;

/** Bytes of {@code buf()} in words. */
final class BufferText {
  private static final String DIGITS = "0123456789abcdef";

  private BufferText() {}

  /** Printable ASCII as it is, other bytes as {@code \x00}. */
  static String escaped(String bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length(); i++) {
      char c = bytes.charAt(i);
      if (c >= ' ' && c <= '~') {
        text.append(c);
      } else {
        hex(text.append("\\x"), c);
      }
    }
    return text.toString();
  }

  /** Each byte as {@code \x00}. */
  static String escapedAll(String bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length(); i++) {
      hex(text.append("\\x"), bytes.charAt(i));
    }
    return text.toString();
  }

  /** Each byte as {@code 00}, blanks between. */
  static String spaced(String bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length(); i++) {
      hex(i == 0 ? text : text.append(' '), bytes.charAt(i));
    }
    return text.toString();
  }

  private static void hex(StringBuilder text, char c) {
    text.append(DIGITS.charAt(c >> 4 & 15)).append(DIGITS.charAt(c & 15));
  }
}
