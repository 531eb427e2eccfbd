package io.tapline.agent.trace.output;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A time series as a chart that runs down the page: one line per interval, its time at the left, a
 * star between the least value and the greatest, the value at the right, a dotted line for zero.
 */
final class SeriesText {
  private static final int WIDTH = 53;
  private static final int LEAST_WIDTH = 21;
  private static final String CLOCK = "hh:mm:ss";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final long SECOND = 1_000_000_000L;

  private final ZoneId zone;

  SeriesText(ZoneId zone) {
    this.zone = zone;
  }

  void write(StringBuilder out, MapView.Series series) {
    List<MapView.Point> points = series.points();
    if (points.isEmpty()) {
      out.append("<no data>");
      return;
    }
    DurationUnit unit = unit(points);
    SeriesRange range = SeriesRange.of(points);
    String header = unit.digits() == 0 ? CLOCK : CLOCK + "." + unit.sign();
    int timeWidth = unit.digits() == 0 ? CLOCK.length() : CLOCK.length() + 1 + unit.digits();

    bounds(out, timeWidth, range);
    // The sign for micro takes two bytes, which bpftrace counts: its column ends one early.
    Padding.left(out, header, timeWidth + 1, ' ');
    out.append('|').append("_".repeat(WIDTH - 2)).append("|\n");
    for (MapView.Point point : points) {
      time(out, point.wallNanos(), unit);
      out.append(' ');
      line(out, point.value(), range);
    }
    Padding.left(out, "", timeWidth + 1, ' ');
    out.append('v').append("_".repeat(WIDTH - 2)).append("v\n");
    bounds(out, timeWidth, range);
  }

  /** Of a single interval bpftrace does not know how long it is: it shows all digits. */
  private static DurationUnit unit(List<MapView.Point> points) {
    long span = points.get(points.size() - 1).wallNanos() - points.get(0).wallNanos();
    return DurationUnit.of(span / Math.max(1, points.size() - 1));
  }

  private static void bounds(StringBuilder out, int timeWidth, SeriesRange range) {
    Padding.left(out, "", timeWidth + 1, ' ');
    Padding.left(out, ValueText.of(range.least()), LEAST_WIDTH, ' ');
    Padding.right(out, ValueText.of(range.greatest()), WIDTH - LEAST_WIDTH, ' ');
    out.append('\n');
  }

  private void time(StringBuilder out, long wallNanos, DurationUnit unit) {
    long fraction = Math.floorMod(wallNanos, SECOND);
    TIME.formatTo(
        Instant.ofEpochSecond(Math.floorDiv(wallNanos, SECOND), fraction).atZone(zone), out);
    if (unit.digits() > 0) {
      out.append('.');
      Padding.right(out, Long.toString(fraction / unit.nanos()), unit.digits(), '0');
    }
  }

  private static void line(StringBuilder out, DecodedValue value, SeriesRange range) {
    char[] line = " ".repeat(WIDTH).toCharArray();
    line[0] = '|';
    line[WIDTH - 1] = '|';
    int zero = range.zeroColumn(WIDTH);
    if (zero > 0) {
      line[zero] = '.';
    }
    if (value instanceof DecodedValue.Nothing) {
      out.append(line).append(" -\n");
      return;
    }
    line[range.column(value, WIDTH)] = '*';
    out.append(line).append(' ').append(ValueText.of(value)).append('\n');
  }
}
