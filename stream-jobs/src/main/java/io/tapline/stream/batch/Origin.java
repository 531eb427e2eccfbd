package io.tapline.stream.batch;

/**
 * Whose records a batch carries.
 *
 * @param agent the agent's stable identity; empty when nobody knows
 * @param host host name at capture
 * @param boot random number of the agent's start
 * @param tapset name of the tapset or script; empty when nobody knows
 */
public record Origin(String agent, String host, long boot, String tapset) {
  /** Of bytes that could not be read. */
  public static final Origin UNKNOWN = new Origin("", "", 0, "");
}
