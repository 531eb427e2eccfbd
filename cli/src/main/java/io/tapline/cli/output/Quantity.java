package io.tapline.cli.output;

import java.util.Locale;

/** Numbers as people read them: three significant digits and a unit. */
public final class Quantity {
  private static final String[] TIME = {"ns", "us", "ms", "s"};
  private static final String[] SIZE = {"B", "KiB", "MiB", "GiB", "TiB"};
  private static final String[] COUNT = {"", "k", "M", "G", "T"};

  private Quantity() {}

  /** A value in the unit a tapset names: "ns" as time, "bytes" as size, anything else as count. */
  public static String of(double value, String unit) {
    return switch (unit) {
      case "ns" -> scaled(value, 1000, TIME, " ");
      case "bytes", "B" -> scaled(value, 1024, SIZE, " ");
      default -> count(value);
    };
  }

  /** Nanoseconds, for example {@code 1.25 ms}. */
  public static String nanos(double nanos) {
    return of(nanos, "ns");
  }

  /** A count, for example {@code 12.3k}; exact below 10,000 when whole. */
  public static String count(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 10_000) {
      return Long.toString((long) value);
    }
    return scaled(value, 1000, COUNT, "");
  }

  private static String scaled(double value, int step, String[] units, String gap) {
    int unit = 0;
    double scaled = value;
    while (Math.abs(scaled) >= step && unit < units.length - 1) {
      scaled /= step;
      unit++;
    }
    String digits =
        scaled == Math.rint(scaled) && Math.abs(scaled) < 1000
            ? Long.toString((long) scaled)
            : String.format(Locale.ROOT, precision(scaled), scaled);
    return digits + gap + units[unit];
  }

  private static String precision(double value) {
    double magnitude = Math.abs(value);
    return magnitude >= 100 ? "%.0f" : magnitude >= 10 ? "%.1f" : "%.2f";
  }
}
