package io.tapline.agent.script.ir;

import io.tapline.agent.event.AggregateLayout.Aggregation;
import io.tapline.agent.script.type.Type;
import java.util.List;

/**
 * A map that gathers.
 *
 * @param name with its at sign
 * @param keys empty when there is one series only
 * @param aggregation what it gathers
 */
public record AggregateMap(String name, List<Type> keys, Aggregation aggregation) {
  public AggregateMap {
    keys = List.copyOf(keys);
  }
}
