package io.tapline.agent.script.check;

import java.util.Map;
import java.util.Set;

/**
 * The maps of a script by what they are for.
 *
 * @param aggregates the function that fills each aggregation map
 * @param states every other map
 */
record Names(Map<String, String> aggregates, Set<String> states) {
  /** Functions that are statements. */
  static final Set<String> STATEMENTS = Set.of("emit", "delete");

  Names {
    aggregates = Map.copyOf(aggregates);
    states = Set.copyOf(states);
  }
}
