package io.tapline.agent.runtime;

import io.tapline.agent.event.CounterLayout;
import io.tapline.agent.publish.EventPublisher;
import io.tapline.agent.publish.LedgerSnapshot;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One tapset's balance on this host, cumulative since the agent's start. Written and read by the
 * agent's own thread only, so that a snapshot is one moment.
 */
final class TapsetLedger {
  private final String tapset;
  private final Map<String, Long> dropped = new TreeMap<>();
  private final Map<String, Long> discarded = new TreeMap<>();
  private final Map<String, Long> unseen = new TreeMap<>();
  private SortedMap<Long, Long> seconds = new TreeMap<>();
  private long hits;
  private long filtered;
  private long captured;
  private long sequence;

  TapsetLedger(String tapset) {
    this.tapset = tapset;
  }

  /**
   * Adds what the kernel counted in one closed epoch.
   *
   * @param values one per counter of the layout, summed over CPUs
   */
  void addCounters(CounterLayout layout, long[] values) {
    for (int i = 0; i < values.length; i++) {
      CounterLayout.Counter counter = layout.counters().get(i);
      if (values[i] == 0) {
        continue;
      }
      switch (counter.kind()) {
        case HITS:
          hits += values[i];
          break;
        case FILTERED:
          filtered += values[i];
          break;
        case DROPPED:
          dropped.merge(counter.reason(), values[i], Long::sum);
          break;
        case UNSEEN:
          unseen.merge(counter.reason(), values[i], Long::sum);
          break;
      }
    }
  }

  /** Records taken out of the kernel. */
  void addCaptured(long records) {
    captured += records;
  }

  /** Records given up in the agent. */
  void addDiscarded(String reason, long records) {
    if (records > 0) {
      discarded.merge(reason, records, Long::sum);
    }
  }

  /** Sets, rather than adds to, what never became a hit for {@code reason}. */
  void setUnseen(String reason, long total) {
    if (total > 0) {
      unseen.put(reason, total);
    }
  }

  /** Records handed to the publisher in the name of a wall second. */
  void addHanded(long second, long records) {
    seconds.merge(second, records, Long::sum);
  }

  /** Records captured so far. */
  long captured() {
    return captured;
  }

  /** Takes the seconds of a snapshot back that could not be sent, for the next one to tell. */
  void takeBack(LedgerSnapshot unsent) {
    unsent.seconds().forEach((second, records) -> seconds.merge(second, records, Long::sum));
  }

  /** Everything so far; the seconds since the previous snapshot. */
  LedgerSnapshot snapshot(
      long timeNanos, boolean closed, long pending, EventPublisher.Delivery delivery) {
    SortedMap<Long, Long> since = seconds;
    seconds = new TreeMap<>();
    return new LedgerSnapshot(
        tapset,
        sequence++,
        timeNanos,
        closed,
        hits,
        filtered,
        captured,
        pending,
        delivery,
        Map.copyOf(dropped),
        Map.copyOf(discarded),
        Map.copyOf(unseen),
        since);
  }
}
