package io.tapline.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@link Rows} to a stream in one of the {@link Format formats}. */
public final class RowsWriter {
  private final PrintStream out;
  private final boolean color;

  /** A writer of data onto the terminal's {@code out}. */
  public RowsWriter(Terminal terminal) {
    this.out = terminal.out();
    this.color = terminal.color();
  }

  /** Writes all rows and flushes. */
  public void write(Rows rows, Format format) {
    switch (format) {
      case TABLE -> out.print(new TextTable(rows, color).render());
      case JSON -> writeJson(rows);
      case CSV -> writeCsv(rows);
    }
    out.flush();
  }

  private void writeJson(Rows rows) {
    ObjectMapper mapper = new ObjectMapper();
    String separator = "[\n";
    for (List<@Nullable Object> row : rows.values()) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      for (int i = 0; i < row.size(); i++) {
        object.put(rows.columns().get(i), jsonValue(row.get(i)));
      }
      try {
        out.print(separator + mapper.writeValueAsString(object));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("no JSON for " + object, e);
      }
      separator = ",\n";
    }
    out.print(rows.values().isEmpty() ? "[]\n" : "\n]\n");
  }

  private static @Nullable Object jsonValue(@Nullable Object value) {
    if (value instanceof Double number && !Double.isFinite(number)) {
      return null; // JSON has neither NaN nor infinity
    }
    return value instanceof TemporalAccessor ? value.toString() : value;
  }

  private void writeCsv(Rows rows) {
    writeCsvLine(rows.columns());
    for (List<@Nullable Object> row : rows.values()) {
      writeCsvLine(row);
    }
  }

  // RFC 4180: CRLF, quotes doubled.
  private void writeCsvLine(List<? extends @Nullable Object> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        out.print(',');
      }
      out.print(csvCell(cells.get(i)));
    }
    out.print("\r\n");
  }

  private static String csvCell(@Nullable Object value) {
    String text = text(value);
    boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /** A value as plain text: lists joined by commas, maps as {@code key=value}. */
  static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof List<?> list) {
      return String.join(", ", list.stream().map(RowsWriter::text).toList());
    }
    if (value instanceof Map<?, ?> map) {
      return String.join(
          ", ",
          map.entrySet().stream().map(e -> text(e.getKey()) + "=" + text(e.getValue())).toList());
    }
    if (value instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? Long.toString(number.longValue())
          : String.format(Locale.ROOT, "%.6g", number);
    }
    return value.toString();
  }
}
