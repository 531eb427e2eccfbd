package io.tapline.agent.script.ir;

import java.util.List;
import java.util.Map;

/**
 * A script that makes sense on this host.
 *
 * @param clauses one per probe and site, in the order of the text
 * @param states every state map
 * @param aggregates every aggregation map
 * @param events one per emit statement, by id
 * @param messages what programs ask the host to do, by id
 * @param probeNames what numbers of {@code Rendering.PROBE} mean
 * @param ranges where its values that read memory come from
 */
public record CheckedScript(
    List<Clause> clauses,
    List<StateMap> states,
    List<AggregateMap> aggregates,
    List<Event> events,
    List<SentMessage> messages,
    Map<Integer, String> probeNames,
    ReadRanges ranges) {
  /** A script of which that is not known. */
  public CheckedScript(
      List<Clause> clauses,
      List<StateMap> states,
      List<AggregateMap> aggregates,
      List<Event> events,
      List<SentMessage> messages,
      Map<Integer, String> probeNames) {
    this(clauses, states, aggregates, events, messages, probeNames, new ReadRanges());
  }

  public CheckedScript {
    clauses = List.copyOf(clauses);
    states = List.copyOf(states);
    aggregates = List.copyOf(aggregates);
    events = List.copyOf(events);
    messages = List.copyOf(messages);
    probeNames = Map.copyOf(probeNames);
  }
}
