package io.tapline.agent.compile;

import io.tapline.agent.event.CounterLayout;
import io.tapline.agent.event.CounterLayout.Counter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The script's counters, numbered as programs ask for them. */
final class CounterTable {
  /** Name of the counters' map. */
  static final String MAP = "counters";

  private final Map<Counter, Integer> offsets = new LinkedHashMap<>();

  /** Where in the map's value a counter is, in bytes. */
  int offset(Counter counter) {
    return offsets.computeIfAbsent(counter, c -> offsets.size() * Long.BYTES);
  }

  /** Length of the map's value; at least one counter, because a map's value cannot be empty. */
  int sizeBytes() {
    return Math.max(1, offsets.size()) * Long.BYTES;
  }

  CounterLayout layout() {
    List<Counter> counters = new ArrayList<>(offsets.keySet());
    return new CounterLayout(MAP, counters);
  }
}
