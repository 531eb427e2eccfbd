package io.tapline.agent.script.check;

import io.tapline.agent.script.source.ScriptBytes;

/** The bytes of a string as the script means them. */
final class TextBytes {
  private TextBytes() {}

  static byte[] of(String text) {
    return ScriptBytes.of(text);
  }

  /** How large a buffer it takes, its NUL included. */
  static int buffer(String text) {
    return of(text).length + 1;
  }
}
