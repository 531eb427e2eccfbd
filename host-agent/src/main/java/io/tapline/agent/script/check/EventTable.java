package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Event;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The script's emit statements, numbered in the order of the text. */
final class EventTable {
  private final Map<Integer, List<String>> columns = new LinkedHashMap<>();

  /** Registers a statement, however often it is lowered. */
  void add(SourceRange statement, List<String> names) {
    columns.putIfAbsent(statement.start(), List.copyOf(names));
  }

  /** The type table's slot of a column. */
  static String slot(SourceRange statement, int column) {
    return "emit " + statement.start() + " " + column;
  }

  Event event(SourceRange statement, Scope scope) {
    List<String> names = columns.getOrDefault(statement.start(), List.of());
    List<Event.Column> typed = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      typed.add(
          new Event.Column(names.get(i), scope.types().get(slot(statement, i)).orElseThrow()));
    }
    int id = List.copyOf(columns.keySet()).indexOf(statement.start());
    return new Event(id, typed);
  }
}
