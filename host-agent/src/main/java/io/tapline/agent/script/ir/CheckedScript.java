package io.tapline.agent.script.ir;

import java.util.List;

/**
 * A script that makes sense on this host.
 *
 * @param clauses one per probe and site, in the order of the text
 * @param states every state map
 * @param aggregates every aggregation map
 * @param events one per emit statement, by id
 */
public record CheckedScript(
    List<Clause> clauses,
    List<StateMap> states,
    List<AggregateMap> aggregates,
    List<Event> events) {
  public CheckedScript {
    clauses = List.copyOf(clauses);
    states = List.copyOf(states);
    aggregates = List.copyOf(aggregates);
    events = List.copyOf(events);
  }
}
