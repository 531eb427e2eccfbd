package io.tapline.agent.script.check;

import java.util.List;
import java.util.Optional;

/**
 * The functions of the language. Builtins are functions without arguments: a script writes them
 * with or without parentheses.
 */
public interface FunctionTable {

  /** The function of that name. */
  Optional<Function> find(String name);

  /** Their names, sorted. */
  List<String> names();

  /** The aggregation of that name. */
  default Optional<AggregationFunction> aggregation(String name) {
    return find(name)
        .flatMap(
            f ->
                f instanceof AggregationFunction aggregation
                    ? Optional.of(aggregation)
                    : Optional.empty());
  }
}
