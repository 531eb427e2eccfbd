package io.tapline.stream.ledger;

/**
 * What one sequence 0, 1, 2, ... belongs to.
 *
 * @param agent the agent's stable identity
 * @param boot random number of the agent's start
 * @param tapset name of the tapset or script
 * @param kind record type, because each is numbered by itself: events or series
 */
public record BatchStream(String agent, long boot, String tapset, Kind kind) {
  /** Record types that are numbered. */
  public enum Kind {
    /** EventBatch. */
    EVENTS,
    /** SeriesBatch. */
    SERIES
  }
}
