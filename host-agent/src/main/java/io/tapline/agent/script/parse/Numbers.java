package io.tapline.agent.script.parse;

import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads number literals. Durations are nanoseconds. */
final class Numbers {
  private static final int LONGEST = 40;
  private static final Pattern DECIMAL =
      Pattern.compile(
          "(0|[1-9](?:_*[0-9])*)(?:[eE]([0-9](?:_*[0-9]){0,2}))?(ns|us|ms|s|m|h|d|[uU]?[lL]{0,2})");
  private static final Pattern OTHER =
      Pattern.compile("0(?:[xX]([0-9a-fA-F](?:_*[0-9a-fA-F])*)|([0-7_]*[0-7]))[uU]?[lL]{0,2}");
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

  /**
   * The literal's 64 bits.
   *
   * @throws NumberFormatException when it is no number or needs more bits
   */
  static long parse(String written) {
    if (written.length() > LONGEST) {
      throw new NumberFormatException("longer than " + LONGEST + " characters");
    }
    Matcher other = OTHER.matcher(written);
    if (other.matches()) {
      return other.group(1) != null
          ? Long.parseUnsignedLong(other.group(1).replace("_", ""), 16)
          : Long.parseUnsignedLong(other.group(2).replace("_", ""), 8);
    }
    Matcher decimal = DECIMAL.matcher(written);
    if (!decimal.matches()) {
      throw new NumberFormatException(written);
    }
    BigInteger value = new BigInteger(decimal.group(1).replace("_", ""));
    if (decimal.group(2) != null) {
      value =
          value.multiply(BigInteger.TEN.pow(Integer.parseInt(decimal.group(2).replace("_", ""))));
    }
    value = value.multiply(BigInteger.valueOf(NANOS.getOrDefault(decimal.group(3), 1L)));
    if (value.bitLength() > Long.SIZE) {
      throw new NumberFormatException(written);
    }
    return value.longValue();
  }
}
