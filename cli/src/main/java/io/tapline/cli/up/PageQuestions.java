package io.tapline.cli.up;

import io.tapline.dashboard.Answer;
import io.tapline.dashboard.QuestionException;
import io.tapline.dashboard.QuestionException.Kind;
import io.tapline.dashboard.Questions;
import io.tapline.storage.engine.ClickHouse;
import io.tapline.storage.engine.EngineException;
import io.tapline.storage.engine.QueryResult;
import io.tapline.storage.query.BadQueryException;
import io.tapline.storage.query.NamedQueries;
import io.tapline.storage.query.NamedQuery;
import io.tapline.storage.query.Parameter;
import java.time.Clock;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page's questions, answered by the store's named queries. Safe for many threads. */
final class PageQuestions implements Questions {
  private final ClickHouse store;
  private final NamedQueries queries = NamedQueries.bundled();
  private final Clock clock;

  PageQuestions(ClickHouse store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public List<String> names() {
    return queries.list().stream().map(NamedQuery::name).toList();
  }

  @Override
  public List<String> parameters(String name) {
    return names().contains(name)
        ? queries.get(name).parameters().stream().map(Parameter::name).toList()
        : List.of();
  }

  @Override
  public Answer ask(String name, Map<String, String> parameters) {
    if (!names().contains(name)) {
      throw new QuestionException(Kind.UNKNOWN, "no question is named '" + name + "'", null);
    }
    try {
      QueryResult result = queries.ask(store, name, parameters, clock);
      return new Answer(result.names(), result.rows().stream().map(PageQuestions::cells).toList());
    } catch (BadQueryException e) {
      throw new QuestionException(Kind.PARAMETER, String.valueOf(e.getMessage()), e);
    } catch (EngineException e) {
      throw new QuestionException(Kind.STORE, String.valueOf(e.getMessage()), e);
    }
  }

  private static List<@Nullable Object> cells(List<?> values) {
    List<@Nullable Object> cells = new ArrayList<>(values.size());
    values.forEach(value -> cells.add(cell(value)));
    return cells;
  }

  private static @Nullable Object cell(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return cells(list);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> cells = new LinkedHashMap<>();
      map.forEach((key, inner) -> cells.put(String.valueOf(key), cell(inner)));
      return cells;
    }
    return value instanceof Temporal ? value.toString() : value;
  }
}
