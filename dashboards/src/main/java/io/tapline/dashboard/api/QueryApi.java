package io.tapline.dashboard.api;

import io.tapline.dashboard.Questions;
import io.tapline.dashboard.view.Heatmap;
import io.tapline.dashboard.view.PageReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers {@code GET /api/...} with JSON. Every answer is computed on the calling thread and
 * bounded by the questions' own limits; a request that does not fit gets a {@link Problem}.
 */
public final class QueryApi extends Handler.Abstract {
  private static final String NAMED = "/api/query/";
  private static final int MOST_EVENTS = 1000;

  private final Questions questions;
  private final PageReader reader;
  private final Clock clock;
  private final Map<String, Function<Parameters, Object>> routes = new TreeMap<>();

  /** A handler over the questions. */
  public QueryApi(Questions questions, PageReader reader, Clock clock) {
    this.questions = questions;
    this.reader = reader;
    this.clock = clock;
    routes.put("/api/tapsets", p -> reader.tapsets(p.only().range()));
    routes.put("/api/hosts", p -> reader.hosts());
    routes.put("/api/keys", p -> reader.keys(p.only().filter().tapset(), p.range()));
    routes.put("/api/heatmap", this::heatmap);
    routes.put("/api/top", p -> top(p.only("by")));
    routes.put("/api/events", p -> events(p.only("limit")));
    routes.put("/api/health", p -> reader.health());
    routes.put("/api/query", p -> catalogue());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (!path.equals("/api") && !path.startsWith("/api/")) {
      return false;
    }
    Object answer;
    try {
      answer = answer(path, Parameters.of(request, clock));
    } catch (RuntimeException e) {
      Json.reply(response, callback, Problems.of(e, path));
      return true;
    }
    Json.reply(response, callback, answer);
    return true;
  }

  private Object answer(String path, Parameters parameters) {
    Function<Parameters, Object> route = routes.get(path);
    if (route != null) {
      return route.apply(parameters);
    }
    if (path.startsWith(NAMED)) {
      return questions.ask(path.substring(NAMED.length()), parameters.all());
    }
    throw new ProblemException(404, "nothing is served here", path, "see /api/query, or open /");
  }

  private Heatmap heatmap(Parameters parameters) {
    var range = parameters.only().range();
    PageReader.Columns columns = reader.columns(parameters.filter(), range);
    return Heatmap.of(columns.unit(), range, columns.columns(), false);
  }

  private Object top(Parameters parameters) {
    return reader.top(
        parameters.filter(), parameters.range(), parameters.oneOf("by", "host", "key"));
  }

  private Object events(Parameters parameters) {
    int limit = (int) parameters.whole("limit", 1, MOST_EVENTS, 100);
    return reader.events(parameters.filter(), parameters.range(), limit);
  }

  /** A question that can be asked by name. */
  record Named(String name, List<String> parameters) {}

  private List<Named> catalogue() {
    List<Named> catalogue = new ArrayList<>();
    questions.names().forEach(n -> catalogue.add(new Named(n, questions.parameters(n))));
    return catalogue;
  }
}
