package io.tapline.agent.target.btf;

/**
 * Gaps in a struct as members without a name, so that a compiler lays the struct out the same way:
 * the rules are those of libbpf's btf_dump, which other tools print.
 */
final class CPadding {
  private static final String[] NAMES = {"long", "int", "short", "char"};
  private static final int[] BITS = {64, 32, 16, 8};

  private final StringBuilder out;
  private final String indent;

  /**
   * @param indent what each line begins with
   */
  CPadding(StringBuilder out, String indent) {
    this.out = out;
    this.indent = indent;
  }

  /**
   * Fills a gap.
   *
   * @param from bit where it begins
   * @param to bit of what comes next
   * @param alignBytes of what comes next
   * @param bitFields whether it lies between two bit fields
   */
  void fill(long from, long to, int alignBytes, boolean bitFields) {
    if (from >= to) {
      return;
    }
    // The widest type on whose next boundary, or before, the gap ends.
    int unit = 0;
    while (unit < BITS.length - 1 && roundUp(from, BITS[unit]) > to) {
      unit++;
    }
    long at = from;
    long boundary = roundUp(from, BITS[unit]);
    if (boundary > at && boundary <= to) {
      if (bitFields || needsMark(from, boundary, to, alignBytes)) {
        member(NAMES[unit], bitFields ? boundary - from : 0);
      }
      at = boundary;
    }
    while (at < to && to - at >= BITS[unit]) {
      member(NAMES[unit], BITS[unit]);
      at += BITS[unit];
    }
    if (at < to) {
      member(smallest(to - at), to - at);
    }
  }

  /** Whether a compiler would not move to the boundary by itself. */
  private static boolean needsMark(long from, long boundary, long to, int alignBytes) {
    return boundary == to
        ? roundUp(from, (long) alignBytes * Byte.SIZE) != boundary
        : to - boundary <= boundary - from;
  }

  private static String smallest(long bits) {
    int unit = BITS.length - 1;
    while (BITS[unit] < bits) {
      unit--;
    }
    return NAMES[unit];
  }

  private void member(String type, long bits) {
    out.append('\n').append(indent).append(type).append(": ").append(bits).append(';');
  }

  private static long roundUp(long value, long unit) {
    return (value + unit - 1) / unit * unit;
  }
}
