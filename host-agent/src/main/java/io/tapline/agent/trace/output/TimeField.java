package io.tapline.agent.trace.output;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;

/**
 * One conversion of strftime(3): a number, or text.
 *
 * @param letter of the conversion
 * @param number the number; its text if it is none
 * @param digits the number is filled up to, 0 for text
 * @param fill what fills it up
 */
record TimeField(char letter, String number, int digits, char fill) {
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);
  private static final int DAYS = 7;

  /** What a letter means; empty for letters that mean nothing. */
  static Optional<TimeField> of(char letter, ZonedDateTime t) {
    int hour12 = t.get(ChronoField.CLOCK_HOUR_OF_AMPM);
    TimeField field =
        switch (letter) {
          case 'a' ->
              text(letter, t.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
          case 'A' -> text(letter, t.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
          case 'b', 'h' ->
              text(letter, t.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
          case 'B' -> text(letter, t.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
          case 'c' -> text(letter, Strftime.format("%a %b %e %H:%M:%S %Y", t));
          case 'C' -> zeros(letter, Math.floorDiv(t.getYear(), 100), 2);
          case 'd' -> zeros(letter, t.getDayOfMonth(), 2);
          case 'D', 'x' -> text(letter, Strftime.format("%m/%d/%y", t));
          case 'e' -> blanks(letter, t.getDayOfMonth());
          case 'F' -> text(letter, Strftime.format("%Y-%m-%d", t));
          case 'g' -> zeros(letter, Math.floorMod(t.get(IsoFields.WEEK_BASED_YEAR), 100), 2);
          case 'G' -> zeros(letter, t.get(IsoFields.WEEK_BASED_YEAR), 1);
          case 'H' -> zeros(letter, t.getHour(), 2);
          case 'I' -> zeros(letter, hour12, 2);
          case 'j' -> zeros(letter, t.getDayOfYear(), 3);
          case 'k' -> blanks(letter, t.getHour());
          case 'l' -> blanks(letter, hour12);
          case 'm' -> zeros(letter, t.getMonthValue(), 2);
          case 'M' -> zeros(letter, t.getMinute(), 2);
          case 'n' -> text(letter, "\n");
          case 'p' -> text(letter, t.getHour() < 12 ? "AM" : "PM");
          case 'P' -> text(letter, t.getHour() < 12 ? "am" : "pm");
          case 'r' -> text(letter, Strftime.format("%I:%M:%S %p", t));
          case 'R' -> text(letter, Strftime.format("%H:%M", t));
          case 's' -> zeros(letter, t.toEpochSecond(), 1);
          case 'S' -> zeros(letter, t.getSecond(), 2);
          case 't' -> text(letter, "\t");
          case 'T', 'X' -> text(letter, Strftime.format("%H:%M:%S", t));
          case 'u' -> zeros(letter, t.getDayOfWeek().getValue(), 1);
          case 'U' -> zeros(letter, week(t, t.getDayOfWeek().getValue() % DAYS), 2);
          case 'V' -> zeros(letter, t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
          case 'w' -> zeros(letter, t.getDayOfWeek().getValue() % DAYS, 1);
          case 'W' -> zeros(letter, week(t, t.getDayOfWeek().getValue() - 1), 2);
          case 'y' -> zeros(letter, Math.floorMod(t.getYear(), 100), 2);
          case 'Y' -> zeros(letter, t.getYear(), 1);
          case 'z' -> text(letter, offset(t));
          case 'Z' -> text(letter, ZONE.format(t));
          case '%' -> text(letter, "%");
          default -> null;
        };
    return Optional.ofNullable(field);
  }

  /**
   * The text, a number filled up.
   *
   * @param pad a flag: {@code _}, {@code -} or {@code 0}; 0 for none
   */
  String text(char pad, int width) {
    if (digits == 0 || pad == '-') {
      return number;
    }
    char filling = pad == '_' ? ' ' : pad == '0' ? '0' : fill;
    return Padding.right(new StringBuilder(), number, Math.max(digits, width), filling).toString();
  }

  /** Whether the flag {@code #} makes capitals of it. */
  boolean swapsUp() {
    return "aAbBh".indexOf(letter) >= 0;
  }

  /** Whether the flag {@code #} makes small letters of it. */
  boolean swapsDown() {
    return letter == 'p' || letter == 'Z';
  }

  private static TimeField text(char letter, String text) {
    return new TimeField(letter, text, 0, ' ');
  }

  private static TimeField zeros(char letter, long number, int digits) {
    return new TimeField(letter, Long.toString(number), digits, '0');
  }

  private static TimeField blanks(char letter, int number) {
    return new TimeField(letter, Integer.toString(number), 2, ' ');
  }

  /** Weeks of the year so far, the first of which begins with its first day. */
  private static int week(ZonedDateTime t, int daysSinceWeekBegan) {
    return (t.getDayOfYear() - 1 + DAYS - daysSinceWeekBegan) / DAYS;
  }

  private static String offset(ZonedDateTime t) {
    int minutes = t.getOffset().getTotalSeconds() / 60;
    return String.format(
        "%s%02d%02d", minutes < 0 ? "-" : "+", Math.abs(minutes) / 60, Math.abs(minutes) % 60);
  }
}
