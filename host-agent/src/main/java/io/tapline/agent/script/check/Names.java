package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Gathering;
import java.util.Map;
import java.util.Set;

/**
 * The maps of a script by what they are for.
 *
 * @param aggregates what each aggregation map gathers
 * @param states every other map
 */
record Names(Map<String, Gathering> aggregates, Set<String> states) {
  /** Functions on the right of a map assignment, and what they make the map. */
  static final Map<String, Gathering> AGGREGATIONS =
      Map.of(
          "count", new Gathering.Count(),
          "sum", new Gathering.Sum(true),
          "hist", new Gathering.ExponentialHistogram(),
          "exphist", new Gathering.ExponentialHistogram());

  /** Functions that are statements. */
  static final Set<String> STATEMENTS = Set.of("emit", "delete");

  Names {
    aggregates = Map.copyOf(aggregates);
    states = Set.copyOf(states);
  }
}
