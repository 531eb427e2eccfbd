package io.tapline.agent.trace;

import io.tapline.agent.event.CounterLayout;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.trace.output.TraceOutput;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What programs could not do, as they counted it. Not thread-safe. */
final class LostEvents {
  /**
   * Reasons for which a hit did not come to its end: records that found no room in the ring, and
   * programs that found no slot of scratch memory.
   */
  private static final List<String> REASONS = List.of("ring_full", "scratch_busy");

  private final CounterLayout layout;
  private final KernelObjects objects;
  private long reported;

  LostEvents(CounterLayout layout, KernelObjects objects) {
    this.layout = layout;
    this.objects = objects;
  }

  /** Tells how many events were lost since this was last told, if any were. */
  void report(TraceOutput output) {
    Map<String, Long> totals = totals();
    long lost = REASONS.stream().mapToLong(reason -> totals.getOrDefault(reason, 0L)).sum();
    if (lost > reported) {
      output.lost(lost - reported);
      reported = lost;
    }
  }

  /** Tells at the end how many events were lost in all, if any were. */
  void reportTotal(TraceOutput output) {
    if (reported > 0) {
      output.hostWarning("Total lost event count: " + reported);
    }
  }

  /** What was counted since the start, by reason. */
  Map<String, Long> totals() {
    Map<String, Long> totals = new TreeMap<>();
    if (layout.counters().isEmpty()) {
      return totals;
    }
    BpfMap map = objects.map(layout.map());
    ByteBuffer key = map.newKey();
    ByteBuffer values = map.newValue();
    try {
      for (int entry = 0; entry < map.spec().maxEntries(); entry++) {
        key.putInt(0, entry);
        map.lookup(key, values);
        for (int i = 0; i < layout.counters().size(); i++) {
          long sum = 0;
          for (int cpu = 0; cpu < map.cpus(); cpu++) {
            sum += values.getLong(cpu * map.cpuStride() + i * Long.BYTES);
          }
          totals.merge(layout.counters().get(i).reason(), sum, Long::sum);
        }
      }
    } catch (SystemCallException e) {
      throw new TraceFailure("read the counters: " + e.getMessage(), e);
    }
    return totals;
  }
}
