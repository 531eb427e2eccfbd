package io.tapline.agent.script.ir;

import io.tapline.agent.script.type.Type;
import java.util.List;

/**
 * What one emit statement puts out.
 *
 * @param id index among the script's emit statements
 * @param columns in the order written
 */
public record Event(int id, List<Column> columns) {
  public Event {
    columns = List.copyOf(columns);
  }

  /** A named value of it. */
  public record Column(String name, Type type) {}
}
