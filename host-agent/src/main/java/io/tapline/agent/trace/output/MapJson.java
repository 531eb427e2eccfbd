package io.tapline.agent.trace.output;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Maps as JSON: {@code {"@x": 1}}, {@code {"@x": {"1,abc": 5}}}. */
final class MapJson {
  /** In UTC, unlike the charts of text. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private MapJson() {}

  /** What the object's type is called. */
  static String type(MapView.Kind kind) {
    return switch (kind) {
      case PLAIN -> "map";
      case STATS -> "stats";
      case HISTOGRAM -> "hist";
      case SERIES -> "tseries";
    };
  }

  static void write(StringBuilder out, MapView map) {
    ValueJson.quote(out.append('{'), map.name()).append(": ");
    if (map.keyed() || map.entries().isEmpty()) {
      out.append('{');
      for (Iterator<MapView.Entry> i = map.entries().iterator(); i.hasNext(); ) {
        MapView.Entry entry = i.next();
        entry.key().ifPresent(key -> ValueJson.key(out, key).append(": "));
        cell(out, entry.value());
        out.append(i.hasNext() ? ", " : "");
      }
      out.append('}');
    } else {
      cell(out, map.entries().get(0).value());
    }
    out.append('}');
  }

  private static void cell(StringBuilder out, MapView.Cell cell) {
    if (cell instanceof MapView.Plain plain) {
      plain.value().accept(new ValueJson(out));
    } else if (cell instanceof MapView.Histogram histogram) {
      buckets(out, histogram.buckets());
    } else if (cell instanceof MapView.Series series) {
      points(out, series.points());
    }
  }

  private static void buckets(StringBuilder out, List<MapView.Bucket> buckets) {
    out.append('[');
    for (Iterator<MapView.Bucket> i = buckets.iterator(); i.hasNext(); ) {
      MapView.Bucket bucket = i.next();
      out.append('{');
      bucket.least().ifPresent(n -> ValueJson.signed(out.append("\"min\": "), n).append(", "));
      bucket.most().ifPresent(n -> ValueJson.signed(out.append("\"max\": "), n).append(", "));
      out.append("\"count\": ").append(bucket.count()).append(i.hasNext() ? "}," : "}");
    }
    out.append(']');
  }

  private static void points(StringBuilder out, List<MapView.Point> points) {
    String separator = "";
    out.append('[');
    for (MapView.Point point : points) {
      if (point.value() instanceof DecodedValue.Nothing) {
        continue;
      }
      out.append(separator).append("{\"interval_start\":\"");
      TIME.formatTo(Instant.ofEpochSecond(0, point.wallNanos()), out);
      // Unlike elsewhere numbers are numbers, however large they are.
      out.append("\",\"value\":").append(ValueText.of(point.value())).append('}');
      separator = ",";
    }
    out.append(']');
  }
}
