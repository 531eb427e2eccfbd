package io.tapline.agent.script.parse;

import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.SourceRange;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a number literal, in bpftrace's words. */
final class NumberMistakes {
  private static final int LONGEST = 400;

  private static final Pattern PARTS =
      Pattern.compile(
          "(0[xX][0-9a-fA-F_]*|[0-9_]+(?:[eE][0-9_]*)?)(ns|us|ms|[smhd]|[uU]?[lL]{0,2})(\\w*)");

  private NumberMistakes() {}

  /** Reports a literal that is no number of 64 bits. */
  static void report(String written, SourceRange range, Diagnostics diagnostics) {
    Matcher parts = PARTS.matcher(written.length() > LONGEST ? "0" : written);
    if (!parts.matches() || written.length() > LONGEST) {
      diagnostics.error(range, "syntax: invalid integer");
      return;
    }
    int start = range.start();
    if (parts.group(1).endsWith("_")) {
      SourceRange last = new SourceRange(start + parts.end(1) - 1, start + parts.end(1));
      diagnostics.error(last, "syntax: trailing underscore in integer literal");
    } else if (!parts.group(3).isEmpty()) {
      diagnostics.error(
          new SourceRange(start + parts.start(3), range.end()),
          "syntax: invalid integer suffix '" + parts.group(3) + "'");
    } else if (overflows(parts.group(1))) {
      diagnostics.error(
          range,
          "syntax: overflow error, maximum value is "
              + Long.toUnsignedString(-1)
              + ": "
              + (written.startsWith("0x") || written.startsWith("0X")
                  ? written.substring(2)
                  : written));
    } else {
      diagnostics.error(range, "syntax: invalid trailing bytes: " + written);
    }
  }

  private static boolean overflows(String digits) {
    String plain = digits.replace("_", "");
    boolean hexadecimal = plain.startsWith("0x") || plain.startsWith("0X");
    if (plain.matches(".*[eE].*") && !hexadecimal) {
      return !plain.matches(".*[eE]");
    }
    String number = hexadecimal ? plain.substring(2) : plain;
    return !number.isEmpty()
        && new BigInteger(number, hexadecimal ? 16 : 10).bitLength() > Long.SIZE;
  }
}
