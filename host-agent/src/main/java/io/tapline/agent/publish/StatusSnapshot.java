package io.tapline.agent.publish;

import java.util.List;

/**
 * What the agent says of itself; see {@code AgentStatus.avsc}.
 *
 * @param timeNanos wall nanoseconds since 1970
 * @param cpuNanos CPU time used since start
 */
public record StatusSnapshot(
    long timeNanos,
    String kernel,
    int cpus,
    long rssBytes,
    long cpuNanos,
    boolean stopping,
    List<TapsetSnapshot> tapsets) {

  /** Where a tapset is in its life on this host. */
  public enum State {
    ATTACHED,
    UNSUPPORTED,
    FAILED,
    WAITING,
    DETACHED
  }

  /**
   * One tapset.
   *
   * @param detail in words: what is missing and what to do, or what is attached
   * @param probes attached probe points
   */
  public record TapsetSnapshot(String tapset, State state, String detail, int probes) {}
}
