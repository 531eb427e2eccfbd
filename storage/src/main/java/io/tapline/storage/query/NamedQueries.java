package io.tapline.storage.query;

import io.tapline.storage.engine.ClickHouse;
import io.tapline.storage.engine.QueryResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All named queries of this program. Immutable. */
public final class NamedQueries {
  private static final String FOLDER = "/queries/";

  private final Map<String, NamedQuery> queries;

  private NamedQueries(Map<String, NamedQuery> queries) {
    this.queries = queries;
  }

  /** Reads those in the jar. */
  public static NamedQueries bundled() {
    Map<String, NamedQuery> queries = new TreeMap<>();
    for (String file : resource("index").lines().toList()) {
      String name = file.substring(0, file.length() - ".sql".length());
      queries.put(name, NamedQuery.parse(name, resource(file)));
    }
    return new NamedQueries(queries);
  }

  /** All of them, by name. */
  public List<NamedQuery> list() {
    return List.copyOf(queries.values());
  }

  /**
   * One of them.
   *
   * @throws BadQueryException naming those that exist
   */
  public NamedQuery get(String name) {
    NamedQuery query = queries.get(name);
    if (query == null) {
      throw new BadQueryException(
          "no query is named " + name + "; there are " + String.join(", ", queries.keySet()));
    }
    return query;
  }

  /** Renders and asks one. */
  public QueryResult ask(
      ClickHouse clickHouse, String name, Map<String, String> given, Clock clock) {
    RenderedQuery rendered = get(name).render(given, clock);
    return clickHouse.query(rendered.sql(), rendered.params());
  }

  private static String resource(String name) {
    try (InputStream in = NamedQueries.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "the resource queries/" + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
