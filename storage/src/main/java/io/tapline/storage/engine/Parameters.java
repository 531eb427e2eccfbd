package io.tapline.storage.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Values as the client takes them: it writes strings, numbers and lists itself, but times too
 * coarsely.
 */
final class Parameters {
  private Parameters() {}

  static Map<String, Object> of(Map<String, ?> params) {
    Map<String, Object> values = new HashMap<>();
    params.forEach(
        (name, value) -> values.put(name, value instanceof Instant time ? text(time) : value));
    return values;
  }

  /** Seconds with nanoseconds: what both DateTime64(9) and DateTime parse. */
  private static String text(Instant time) {
    return time.getNano() == 0
        ? Long.toString(time.getEpochSecond())
        : String.format(Locale.ROOT, "%d.%09d", time.getEpochSecond(), time.getNano());
  }
}
