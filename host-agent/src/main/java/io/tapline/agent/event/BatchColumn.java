package io.tapline.agent.event;

/**
 * One finished column of a batch.
 *
 * @param name field name
 * @param text whether values are indexes into the batch's dictionary, or numbers
 * @param role what the pipeline does with it
 * @param values one per row; owned by the batch
 */
@SuppressWarnings("ArrayRecordComponent") // Compared nowhere; a list would box each value.
public record BatchColumn(String name, boolean text, Role role, long[] values) {

  /** What the pipeline does with a column. */
  public enum Role {
    /** Anything else. */
    ATTRIBUTE,
    /** Part of the series key, in column order. */
    KEY,
    /** The measured quantity. */
    VALUE
  }
}
