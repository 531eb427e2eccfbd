package io.tapline.storage.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The books of one script in one start of one agent.
 *
 * @param boot the agent's start
 * @param state whether the script runs, ended in order, or its agent died
 * @param time of the newest ledger entry
 * @param hops in the line's order
 * @param unseen what never became a hit, by reason, outside the balance
 * @param note for a killed agent: what is not known, and its bounds; else empty
 */
public record AuditLine(
    String agent,
    String host,
    long boot,
    String tapset,
    State state,
    Instant time,
    List<AuditHop> hops,
    Map<String, Long> unseen,
    String note) {
  /** Where the script is in its life. */
  public enum State {
    /** Its last entry says that everything was flushed: every difference must be 0. */
    CLOSED,
    /** It runs: what moves between hops is in flight. */
    LIVE,
    /**
     * Its agent ended without a last word; what it did after its newest entry is bounded, not
     * known.
     */
    KILLED
  }

  /** Whether every hop's difference is 0. */
  public boolean balanced() {
    return hops.stream().allMatch(hop -> hop.difference() == 0);
  }
}
