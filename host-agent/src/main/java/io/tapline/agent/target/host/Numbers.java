package io.tapline.agent.target.host;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers in an attach point, as bpftrace writes them: decimal, hexadecimal or octal, with
 * underscores, {@code 1e6}, C's suffixes, and durations, which are nanoseconds.
 */
final class Numbers {
  private static final Pattern EXPONENT = Pattern.compile("([0-9]+)[eE]([0-9]{1,2})");
  private static final Pattern INTEGER =
      Pattern.compile("(-?)(0[xX][0-9a-fA-F]+|[0-9]+)([uU]?[lL]{0,2}|ns|us|ms|s|m|h|d)");
  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);

  private Numbers() {}

  /** Text that is no number, with why. */
  static final class NoNumberException extends Exception {
    private static final long serialVersionUID = 1L;

    NoNumberException(String message) {
      super(message);
    }
  }

  /** An unsigned number of 64 bits; a negative one as its two's complement. */
  static long parse(String text) throws NoNumberException {
    String plain = text.replace("_", "");
    Matcher exponent = EXPONENT.matcher(plain);
    if (exponent.matches()) {
      BigInteger factor = BigInteger.TEN.pow(Integer.parseInt(exponent.group(2)));
      return bounded(new BigInteger(exponent.group(1)).multiply(factor), text);
    }
    Matcher integer = INTEGER.matcher(plain);
    if (!integer.matches()) {
      boolean begins = !plain.isEmpty() && Character.isDigit(plain.charAt(0));
      throw new NoNumberException(
          (begins ? "invalid trailing bytes: " : "invalid integer: ") + text);
    }
    String digits = integer.group(2);
    BigInteger value = digits(digits, text);
    Long nanos = NANOS.get(integer.group(3));
    if (nanos != null) {
      value = value.multiply(BigInteger.valueOf(nanos));
    }
    long bits = bounded(value, text);
    return integer.group(1).isEmpty() ? bits : -bits;
  }

  private static BigInteger digits(String digits, String text) throws NoNumberException {
    if (digits.length() > 40) {
      throw overflow(text);
    }
    if (digits.startsWith("0x") || digits.startsWith("0X")) {
      return new BigInteger(digits.substring(2), 16);
    }
    boolean octal = digits.length() > 1 && digits.startsWith("0");
    if (octal && !digits.matches("[0-7]+")) {
      throw new NoNumberException("invalid trailing bytes: " + text);
    }
    return new BigInteger(digits, octal ? 8 : 10);
  }

  private static long bounded(BigInteger value, String text) throws NoNumberException {
    if (value.compareTo(LARGEST) > 0) {
      throw overflow(text);
    }
    return value.longValue();
  }

  private static NoNumberException overflow(String text) {
    return new NoNumberException("overflow error, maximum value is " + LARGEST + ": " + text);
  }

  /** Names of the units that durations have. */
  static List<String> units() {
    return List.of("ns", "us", "ms", "s", "m", "h", "d");
  }
}
