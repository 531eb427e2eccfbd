package io.tapline.agent.event;

import java.util.List;

/**
 * The script's own counters: a per-CPU array map with two entries, one per epoch parity, whose
 * value is one u64 per counter. The ledger is made of them.
 *
 * @param map name of the BPF map
 * @param counters what each u64 of the value counts, in order
 */
public record CounterLayout(String map, List<Counter> counters) {
  public CounterLayout {
    counters = List.copyOf(counters);
  }

  /**
   * One counter.
   *
   * @param kind what it counts
   * @param reason for DROPPED and UNSEEN the ledger's reason, for example {@code ring_full}; empty
   *     otherwise
   * @param subject what it belongs to: the probe's name, or the map's
   */
  public record Counter(Kind kind, String reason, String subject) {}

  /** What is counted. In every epoch, HITS = FILTERED + DROPPED + records that come out. */
  public enum Kind {
    /** Records that a hit set out to make: 1 per hit of a clause with an output statement. */
    HITS,
    /** Hits that the script turned away: predicate false, or no output on the path taken. */
    FILTERED,
    /** Records that did not get into ring or map. */
    DROPPED,
    /** What could not become a hit later, for example a start time that found no room. */
    UNSEEN
  }
}
