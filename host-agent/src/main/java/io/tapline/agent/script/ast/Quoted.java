package io.tapline.agent.script.ast;

import io.tapline.agent.script.source.ScriptBytes;

/** String literals as they are written. */
final class Quoted {
  private Quoted() {}

  static String text(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
            escape(quoted, String.valueOf(c));
          } else if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
            String pair = text.substring(i, i + 2);
            i++;
            if (Character.getType(pair.codePointAt(0)) == Character.FORMAT) {
              escape(quoted, pair);
            } else {
              quoted.append(pair);
            }
          } else if (Character.isSurrogate(c)) {
            escape(quoted, String.valueOf(c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  private static void escape(StringBuilder quoted, String character) {
    for (byte b : ScriptBytes.of(character)) {
      quoted.append(String.format("\\x%02x", b & 0xff));
    }
  }
}
