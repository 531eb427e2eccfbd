package io.tapline.agent.script.source;

import java.nio.charset.StandardCharsets;

/**
 * A script's text under the name that messages show.
 *
 * @param name file name, or what stands for one
 * @param text the whole script
 */
public record Source(String name, String text) {

  /** Longest script in characters; what is longer is refused before it is read. */
  public static final int MAX_LENGTH = 256 * 1024;

  /**
   * A script out of a file's bytes. Bytes that are not UTF-8 become U+FFFD, which the lexer refuses
   * where it stands.
   */
  public static Source decode(String name, byte[] bytes) {
    return new Source(name, new String(bytes, StandardCharsets.UTF_8));
  }

  /** Where an offset is; offsets beyond the end are at the end. */
  public Position position(int offset) {
    int end = Math.min(offset, text.length());
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new Position(line, end - lineStart + 1, lineStart);
  }

  /** The line that starts at {@code lineStart}, without its end. */
  String lineAt(int lineStart) {
    int end = text.indexOf('\n', lineStart);
    return text.substring(lineStart, end < 0 ? text.length() : end);
  }

  /**
   * A place for people.
   *
   * @param line from 1
   * @param column from 1, in characters
   * @param lineStart offset of the line's first character
   */
  public record Position(int line, int column, int lineStart) {}
}
