package io.tapline.agent.trace.output;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one conversion of a format. */
final class ConversionReader {
  private static final String FLAGS = "-+ #0";
  private static final String LENGTHS = "hlLjzt";

  /** Longer ones first. */
  private static final List<String> LETTERS =
      List.of(
          "gr", "rx", "rh", "r", "d", "i", "o", "u", "x", "X", "e", "E", "f", "F", "g", "G", "a",
          "A", "c", "s", "p", "n", "%");

  private final String format;
  private int at;

  /**
   * @param at where the percent sign is
   */
  ConversionReader(String format, int at) {
    this.format = format;
    this.at = at;
  }

  /** The conversion; null when what stands there is none. */
  @Nullable Conversion read() {
    at++;
    boolean[] flags = new boolean[FLAGS.length()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = skip(FLAGS.charAt(i));
    }
    int width = number();
    if (peek() == '.') {
      at++;
      if (number() < 0) {
        return null;
      }
    }
    int lengthAt = at;
    while (LENGTHS.indexOf(peek()) >= 0) {
      at++;
    }
    String length = format.substring(lengthAt, at);
    for (String letter : LETTERS) {
      if (format.startsWith(letter, at)) {
        at += letter.length();
        return new Conversion(
            flags[0], flags[1], flags[3], flags[4] ? '0' : ' ', width, length, letter);
      }
    }
    return null;
  }

  /** Where the conversion that was read ends. */
  int end() {
    return at;
  }

  /** A width or precision; 0 for a star; -1 when there is none. */
  private int number() {
    if (skip('*')) {
      return 0;
    }
    int start = at;
    int number = 0;
    while (peek() >= '0' && peek() <= '9') {
      number = Math.min(number * 10 + (peek() - '0'), Conversion.MAX_WIDTH);
      at++;
    }
    return at == start ? -1 : number;
  }

  private boolean skip(char c) {
    boolean there = peek() == c;
    at += there ? 1 : 0;
    return there;
  }

  /** The next character; one that fits nothing at the end. */
  private char peek() {
    return at < format.length() ? format.charAt(at) : '\uffff';
  }
}
