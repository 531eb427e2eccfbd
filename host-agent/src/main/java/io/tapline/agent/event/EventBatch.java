package io.tapline.agent.event;

import java.util.List;

/**
 * Raw events of one script by column, ready to be encoded. Immutable by convention: arrays are not
 * written after construction.
 *
 * @param tapset whose events
 * @param sequence 0, 1, 2, ... per tapset since the agent's start
 * @param times wall nanoseconds since 1970, one per row
 * @param unit of the VALUE column
 * @param dictionary what text columns point into
 * @param columns as long as {@code times}
 */
@SuppressWarnings("ArrayRecordComponent") // Compared nowhere; a list would box each event's time.
public record EventBatch(
    String tapset,
    long sequence,
    long[] times,
    String unit,
    List<String> dictionary,
    List<BatchColumn> columns) {

  /** Number of events. */
  public int rows() {
    return times.length;
  }
}
