package io.tapline.agent.script.check;

import io.tapline.agent.event.AggregateLayout.Aggregation;
import java.util.Map;
import java.util.Set;

/**
 * The maps of a script by what they are for.
 *
 * @param aggregates what each aggregation map gathers
 * @param states every other map
 */
record Names(Map<String, Aggregation> aggregates, Set<String> states) {
  /** Functions on the right of a map assignment, and what they make the map. */
  static final Map<String, Aggregation> AGGREGATIONS =
      Map.of(
          "count", Aggregation.COUNT,
          "sum", Aggregation.SUM,
          "hist", Aggregation.EXPONENTIAL_HISTOGRAM,
          "exphist", Aggregation.EXPONENTIAL_HISTOGRAM);

  /** Functions that are statements. */
  static final Set<String> STATEMENTS = Set.of("emit", "delete");

  Names {
    aggregates = Map.copyOf(aggregates);
    states = Set.copyOf(states);
  }
}
