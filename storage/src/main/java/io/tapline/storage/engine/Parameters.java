package io.tapline.storage.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes parameter values as the server reads them: TSV-escaped text (ClickHouse docs, HTTP
 * interface).
 */
final class Parameters {
  private Parameters() {}

  static Map<String, Object> text(Map<String, ?> params) {
    Map<String, Object> text = new HashMap<>();
    params.forEach((name, value) -> text.put(name, text(value)));
    return text;
  }

  private static String text(Object value) {
    if (value instanceof List<?> list) {
      StringBuilder array = new StringBuilder("[");
      for (Object element : list) {
        if (array.length() > 1) {
          array.append(',');
        }
        array.append(
            element instanceof String string ? "'" + escape(escape(string)) + "'" : text(element));
      }
      return array.append(']').toString();
    }
    if (value instanceof Instant instant) {
      // Seconds with nanoseconds: what both DateTime64(9) and DateTime parse.
      return instant.getNano() == 0
          ? Long.toString(instant.getEpochSecond())
          : String.format(
              java.util.Locale.ROOT, "%d.%09d", instant.getEpochSecond(), instant.getNano());
    }
    return escape(String.valueOf(value));
  }

  private static String escape(String value) {
    StringBuilder escaped = new StringBuilder(value.length() + 8);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> escaped.append("\\\\");
        case '\'' -> escaped.append("\\'");
        case '\t' -> escaped.append("\\t");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\0' -> escaped.append("\\0");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
