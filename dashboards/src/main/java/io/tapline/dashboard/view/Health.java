package io.tapline.dashboard.view;

import java.util.List;

/**
 * Is everything that was seen also stored, and is everybody there?
 *
 * @param time when this was read, epoch milliseconds
 * @param agents every agent that ever reported, latest first
 * @param ledger one balance per tapset
 * @param lost records lost for a named reason, over all tapsets
 * @param checkedFrom start of the seconds whose stored records were counted, epoch seconds
 * @param checkedTo its end
 */
public record Health(
    long time,
    List<Agent> agents,
    List<Balance> ledger,
    long lost,
    long checkedFrom,
    long checkedTo) {
  /**
   * One agent's last words.
   *
   * @param time of its report, epoch milliseconds
   * @param rssBytes resident memory of its process
   * @param cpuSeconds processor time since its start
   * @param stopping true when it said goodbye
   */
  public record Agent(
      String agent,
      String host,
      String kernel,
      long cpus,
      long rssBytes,
      double cpuSeconds,
      long time,
      boolean stopping) {}
}
