package io.tapline.agent.script.parse;

import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads number literals. Durations are nanoseconds. */
final class Numbers {
  private static final int LONGEST = 40;
  private static final Pattern DECIMAL =
      Pattern.compile("([0-9][0-9_]*)(?:e([0-9]{1,2}))?(ns|us|ms|s|m|h|d)?");
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
    if (written.startsWith("0x") || written.startsWith("0X")) {
      return Long.parseUnsignedLong(written.substring(2).replace("_", ""), 16);
    }
    if (written.length() > 1 && written.matches("0[0-7_]+")) {
      return Long.parseUnsignedLong(written.replace("_", ""), 8);
    }
    Matcher decimal = DECIMAL.matcher(written);
    if (!decimal.matches()) {
      throw new NumberFormatException(written);
    }
    BigInteger value = new BigInteger(decimal.group(1).replace("_", ""));
    if (decimal.group(2) != null) {
      value = value.multiply(BigInteger.TEN.pow(Integer.parseInt(decimal.group(2))));
    }
    if (decimal.group(3) != null) {
      value = value.multiply(BigInteger.valueOf(NANOS.get(decimal.group(3))));
    }
    if (value.bitLength() > Long.SIZE) {
      throw new NumberFormatException(written);
    }
    return value.longValue();
  }
}
