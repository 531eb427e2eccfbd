package io.tapline.storage.query;

import io.tapline.storage.engine.QueryResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One row of an answer, read by column name and type. */
final class Fields {
  private final QueryResult result;
  private final List<@Nullable Object> row;

  Fields(QueryResult result, List<@Nullable Object> row) {
    this.result = result;
    this.row = row;
  }

  String text(String name) {
    return String.valueOf(value(name));
  }

  long number(String name) {
    return ((Number) value(name)).longValue();
  }

  /** Bool, or UInt8 as comparisons give it. */
  boolean flag(String name) {
    Object value = value(name);
    return value instanceof Boolean bool ? bool : ((Number) value).longValue() != 0;
  }

  Instant time(String name) {
    return (Instant) value(name);
  }

  /** Counters by reason, sorted. */
  Map<String, Long> counters(String name) {
    Map<String, Long> counters = new TreeMap<>();
    ((Map<?, ?>) value(name)).forEach((k, v) -> counters.put((String) k, ((Number) v).longValue()));
    return counters;
  }

  private Object value(String name) {
    return Objects.requireNonNull(row.get(result.column(name)), name);
  }
}
