package io.tapline.agent.trace.output;

/** What buckets are called. */
final class BucketLabel {
  private static final String SUFFIXES = "KMGTPE";
  private static final int DECADE = 10;

  private BucketLabel() {}

  /** From one bound on, below the other. */
  static String between(String from, String to) {
    return "[" + from + ", " + to + ")";
  }

  /** A single number. */
  static String single(String number) {
    return "[" + number + "]";
  }

  static String below(String bound) {
    return "(..., " + bound + ")";
  }

  static String from(String bound) {
    return "[" + bound + ", ...)";
  }

  /**
   * {@code mantissa * 2^power} with a suffix for each ten of the power: 4 and 8 make 1024, 4 and 10
   * make 4K.
   */
  static String power(long mantissa, int power) {
    int decade = Math.min(power / DECADE, SUFFIXES.length());
    String number = Long.toUnsignedString(mantissa << (power - DECADE * decade));
    return decade == 0 ? number : number + SUFFIXES.charAt(decade - 1);
  }

  /** A number with the largest suffix that leaves it whole. */
  static String whole(long number) {
    int zeros = number == 0 ? 0 : Long.numberOfTrailingZeros(number);
    int decade = Math.min(zeros / DECADE, SUFFIXES.length());
    String shown = Long.toString(number >> (DECADE * decade));
    return decade == 0 ? shown : shown + SUFFIXES.charAt(decade - 1);
  }
}
