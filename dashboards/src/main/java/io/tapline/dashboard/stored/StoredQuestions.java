package io.tapline.dashboard.stored;

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
import java.math.BigInteger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Storage's named queries, asked of a ClickHouse as its reader. Limits on time, memory and rows are
 * those of the reader's account; on top, an answer has at most {@value #MOST_ROWS} rows.
 */
public final class StoredQuestions implements Questions {
  private static final int MOST_ROWS = 100_000;

  private final NamedQueries queries;
  private final ClickHouse clickHouse;
  private final Clock clock;

  /**
   * Asks through a connection that the caller owns and closes.
   *
   * @param clickHouse connected as reader
   * @param clock what {@code now} means in a parameter
   */
  public StoredQuestions(NamedQueries queries, ClickHouse clickHouse, Clock clock) {
    this.queries = queries;
    this.clickHouse = clickHouse;
    this.clock = clock;
  }

  @Override
  public List<String> names() {
    return queries.list().stream().map(NamedQuery::name).sorted().toList();
  }

  @Override
  public List<String> parameters(String name) {
    return queries.list().stream()
        .filter(query -> query.name().equals(name))
        .flatMap(query -> query.parameters().stream())
        .map(Parameter::name)
        .toList();
  }

  @Override
  public Answer ask(String name, Map<String, String> parameters) {
    try {
      return answer(name, queries.ask(clickHouse, name, parameters, clock));
    } catch (BadQueryException e) {
      Kind kind = names().contains(name) ? Kind.PARAMETER : Kind.UNKNOWN;
      throw new QuestionException(kind, String.valueOf(e.getMessage()), e);
    } catch (EngineException e) {
      throw new QuestionException(Kind.STORE, name + ": " + e.getMessage(), e);
    }
  }

  private static Answer answer(String name, QueryResult result) {
    if (result.rows().size() > MOST_ROWS) {
      throw new QuestionException(
          Kind.PARAMETER,
          name + " answers more than " + MOST_ROWS + " rows; narrow its range or give a limit",
          null);
    }
    List<List<@Nullable Object>> rows = new ArrayList<>(result.rows().size());
    for (List<@Nullable Object> row : result.rows()) {
      List<@Nullable Object> cells = new ArrayList<>(row.size());
      row.forEach(cell -> cells.add(cell(cell)));
      rows.add(cells);
    }
    return new Answer(result.names(), rows);
  }

  /** What {@link Answer} promises, from what storage gives. */
  private static @Nullable Object cell(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> cells = new LinkedHashMap<>();
      map.forEach((key, cell) -> cells.put(String.valueOf(key), cell(cell)));
      return cells;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> cells = new ArrayList<>(list.size());
      list.forEach(cell -> cells.add(cell(cell)));
      return cells;
    }
    if (value instanceof BigInteger big) {
      // Beyond 2^63: no count of ours gets there; exact as text.
      return big.toString();
    }
    if (value instanceof Number || value instanceof Boolean || value == null) {
      return value;
    }
    return value.toString();
  }
}
