package io.tapline.agent.trace.output;

import java.time.ZoneId;

/**
 * Maps as text: {@code @x[1, abc]: 5}, one line per key; what takes several lines stands below its
 * key and ends with an empty line.
 */
final class MapText {
  private final SeriesText series;

  MapText(ZoneId zone) {
    this.series = new SeriesText(zone);
  }

  /** All of a map; empty for a map without entries. */
  String of(MapView map) {
    StringBuilder out = new StringBuilder();
    for (MapView.Entry entry : map.entries()) {
      out.append(map.name());
      entry.key().ifPresent(key -> out.append('[').append(ValueText.key(key)).append(']'));
      out.append(':');
      cell(out, entry.value());
      out.append('\n');
    }
    return out.toString();
  }

  private void cell(StringBuilder out, MapView.Cell cell) {
    if (cell instanceof MapView.Plain plain) {
      out.append(' ').append(ValueText.of(plain.value()));
    } else if (cell instanceof MapView.Histogram histogram) {
      HistogramText.write(out.append('\n'), histogram);
    } else if (cell instanceof MapView.Series points) {
      series.write(out.append('\n'), points);
    }
  }
}
