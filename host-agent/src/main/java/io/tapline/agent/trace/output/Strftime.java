package io.tapline.agent.trace.output;

import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;

/**
 * C's strftime(3) in the C locale, with the GNU library's flags ({@code _ - 0 ^ #}) and widths.
 * What it does not know stands for itself.
 */
public final class Strftime {
  /** bpftrace's buffer for {@code time()}; what does not fit is an error. */
  private static final int TIME_BYTES = 63;

  private static final String UNUSABLE = "(?)";
  private static final int MAX_WIDTH = 1024;

  private final String format;
  private final ZonedDateTime moment;
  private final StringBuilder out = new StringBuilder();

  private Strftime(String format, ZonedDateTime moment) {
    this.format = format;
    this.moment = moment;
  }

  /** The moment as a format of the C library says; a byte string. */
  static String format(String format, ZonedDateTime moment) {
    return new Strftime(ByteText.of(format), moment).run();
  }

  /**
   * What {@code strftime()} of a script says: on top of the C library's it has {@code %f}, {@code
   * %k} and {@code %l} for the second's microseconds, nanoseconds and milliseconds, wherever these
   * two characters stand.
   */
  static String stamp(String format, ZonedDateTime moment) {
    String filled =
        format
            .replace("%f", digits(moment.getNano() / 1_000, 6))
            .replace("%k", digits(moment.getNano(), 9))
            .replace("%l", digits(moment.getNano() / 1_000_000, 3));
    String text = format(filled, moment);
    return text.isEmpty() ? UNUSABLE : text;
  }

  /**
   * What {@code time()} of a script says; empty where bpftrace complains that "strftime returned
   * zero": for nothing, and for more than 63 bytes.
   */
  public static Optional<String> time(String format, ZonedDateTime now) {
    String text = format(format, now);
    return text.isEmpty() || text.length() > TIME_BYTES ? Optional.empty() : Optional.of(text);
  }

  private static String digits(long number, int width) {
    return Padding.right(new StringBuilder(), Long.toString(number), width, '0').toString();
  }

  private String run() {
    int at = 0;
    while (at < format.length()) {
      at = format.charAt(at) == '%' ? conversion(at) : copy(at);
    }
    return out.toString();
  }

  private int copy(int at) {
    out.append(format.charAt(at));
    return at + 1;
  }

  /** Writes the conversion whose percent sign is there; where to go on. */
  private int conversion(int start) {
    int at = start + 1;
    char pad = 0;
    boolean upper = false;
    boolean swap = false;
    for (; "_-0^#".indexOf(charAt(at)) >= 0; at++) {
      switch (charAt(at)) {
        case '^' -> upper = true;
        case '#' -> swap = true;
        default -> pad = charAt(at);
      }
    }
    int width = 0;
    for (; charAt(at) >= '0' && charAt(at) <= '9'; at++) {
      width = Math.min(width * 10 + charAt(at) - '0', MAX_WIDTH);
    }
    if (charAt(at) == 'E' || charAt(at) == 'O') {
      at++;
    }
    Optional<TimeField> field = TimeField.of(charAt(at), moment);
    int end = Math.min(at + 1, format.length());
    if (field.isEmpty()) {
      Padding.right(out, format.substring(start, end), width, ' ');
      return end;
    }
    String text = field.get().text(pad, width);
    if (upper || (swap && field.get().swapsUp())) {
      text = text.toUpperCase(Locale.ROOT);
    } else if (swap && field.get().swapsDown()) {
      text = text.toLowerCase(Locale.ROOT);
    }
    Padding.right(out, text, width, pad == '0' ? '0' : ' ');
    return end;
  }

  private char charAt(int at) {
    return at < format.length() ? format.charAt(at) : '\uffff';
  }
}
