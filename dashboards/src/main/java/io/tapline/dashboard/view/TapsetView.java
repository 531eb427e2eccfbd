package io.tapline.dashboard.view;

import java.util.List;

/**
 * One tapset: what it gave lately and how it fares on each host.
 *
 * @param tapset its name
 * @param unit of its values; "" without records
 * @param records in the asked range
 * @param hosts that gave records in the range
 * @param values true if its windows carry a distribution: a heatmap can be drawn
 * @param states one per host that reported
 */
public record TapsetView(
    String tapset, String unit, long records, long hosts, boolean values, List<State> states) {
  /**
   * How a tapset fares on one host.
   *
   * @param state as the agent says: attached, unsupported, waiting, failed, detached
   * @param detail why, in the agent's words
   * @param probes attached
   * @param time of the report, epoch milliseconds
   */
  public record State(String host, String state, String detail, long probes, long time) {}
}
