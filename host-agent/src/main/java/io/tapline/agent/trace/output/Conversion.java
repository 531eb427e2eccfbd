package io.tapline.agent.trace.output;

import java.util.Locale;
import java.util.Map;

/**
 * A conversion of a format: {@code %-5lx}.
 *
 * @param left whether the text stands at the left of its column
 * @param plus whether signed numbers from 0 on get a sign
 * @param base whether hexadecimal and octal numbers say so
 * @param fill what makes up the width
 * @param width at least so many bytes; below 1 for whatever it takes
 * @param length modifiers: {@code ll}
 * @param letter what it converts to: {@code x}, {@code rx}
 */
record Conversion(
    boolean left, boolean plus, boolean base, char fill, int width, String length, String letter) {

  /** A script can ask for any width; more than this is of no use to anybody. */
  static final int MAX_WIDTH = 1 << 20;

  /** How letters make text of values; {@code %s} and {@code %r} are what is left. */
  private static final Map<String, Rule> RULES =
      Map.of(
          "d", Conversion::decimal,
          "i", Conversion::decimal,
          "u", (c, v) -> Long.toUnsignedString(c.unsigned(v)),
          "x", (c, v) -> c.based("0x", Long.toHexString(c.unsigned(v))),
          "X", (c, v) -> c.based("0X", Long.toHexString(c.unsigned(v)).toUpperCase(Locale.ROOT)),
          "o", (c, v) -> c.based("0", Long.toOctalString(c.unsigned(v))),
          "c", (c, v) -> String.valueOf((char) (Numbers.of(v) & 0xff)),
          "p", (c, v) -> Numbers.of(v) == 0 ? "0" : "0x" + Long.toHexString(Numbers.of(v)),
          "gr", (c, v) -> GfpFlags.of(Numbers.of(v)));

  private interface Rule {
    String text(Conversion conversion, DecodedValue value);
  }

  void write(StringBuilder out, DecodedValue value) {
    String text = text(value);
    if (left) {
      Padding.left(out, text, width, fill);
    } else {
      Padding.right(out, text, width, fill);
    }
  }

  private String text(DecodedValue value) {
    if (value instanceof DecodedValue.Buffer buffer) {
      return switch (letter) {
        case "rx" -> BufferText.escapedAll(buffer.bytes());
        case "rh" -> BufferText.spaced(buffer.bytes());
        default -> BufferText.escaped(buffer.bytes());
      };
    }
    Rule rule = RULES.get(letter);
    return rule == null || !Numbers.is(value)
        ? value.accept(new ValueText(new StringBuilder(), plus)).toString()
        : rule.text(this, value);
  }

  private String decimal(DecodedValue value) {
    long number =
        switch (bits()) {
          case Byte.SIZE -> (byte) Numbers.of(value);
          case Short.SIZE -> (short) Numbers.of(value);
          case Integer.SIZE -> (int) Numbers.of(value);
          default -> Numbers.of(value);
        };
    return plus && number >= 0 ? "+" + number : Long.toString(number);
  }

  private long unsigned(DecodedValue value) {
    int above = Long.SIZE - bits();
    return Numbers.of(value) << above >>> above;
  }

  private String based(String prefix, String digits) {
    return base && !digits.equals("0") ? prefix + digits : digits;
  }

  private int bits() {
    return switch (length) {
      case "hh" -> Byte.SIZE;
      case "h" -> Short.SIZE;
      case "l", "ll", "j", "z", "t" -> Long.SIZE;
      default -> Integer.SIZE;
    };
  }
}
