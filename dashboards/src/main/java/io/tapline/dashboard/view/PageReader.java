package io.tapline.dashboard.view;

import io.tapline.dashboard.AnswerRow;
import io.tapline.dashboard.Questions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks the page's own questions ({@code page_*} of storage) and gives their answers as views. Each
 * method is one to three round trips to the store. Safe for threads.
 */
public final class PageReader {
  /** Most rows of the lists that a person reads. */
  private static final int MOST_TOP = 50;

  private static final int CHECKED_SECONDS = 10;

  /** How long a record may take from the agent into the store before it counts as missing there. */
  private static final int SETTLING_SECONDS = 30;

  private static final long[] LOOK_BACK_SECONDS = {10, 300, TimeRange.MOST_SECONDS * 2};

  private final Questions questions;
  private final Clock clock;

  /** Reads through the given questions. */
  public PageReader(Questions questions, Clock clock) {
    this.questions = questions;
    this.clock = clock;
  }

  /** The unit of a tapset and its columns in a range, rising. */
  public record Columns(String unit, List<Column> columns) {}

  /** Reads the columns of a range. */
  public Columns columns(Filter filter, TimeRange range) {
    Map<String, String> parameters = parameters(filter, range);
    parameters.put("step", String.valueOf(range.step()));
    String unit = "";
    List<Column> columns = new ArrayList<>();
    for (AnswerRow row : questions.ask("page_columns", parameters).byName()) {
      unit = row.text("unit");
      columns.add(
          new Column(
              row.whole("second"),
              row.whole("records"),
              row.whole("total"),
              Distribution.of(row.counts("buckets"))));
    }
    return new Columns(unit, columns);
  }

  /**
   * The hosts or keys with the highest p99, or, without a distribution, the most records.
   *
   * @param by "host" or "key"
   */
  public List<TopRow> top(Filter filter, TimeRange range, String by) {
    Map<String, String> parameters = parameters(filter, range);
    parameters.put("by", by);
    parameters.put("limit", String.valueOf(MOST_TOP));
    return questions.ask("page_top", parameters).byName().stream()
        .map(
            row ->
                new TopRow(
                    row.text("name"),
                    row.whole("records"),
                    row.whole("total"),
                    row.number("p50"),
                    row.number("p99"),
                    row.number("greatest")))
        .toList();
  }

  /**
   * Raw events, latest first. Looks back step by step: a busy tapset has its hundred events within
   * the last seconds, and sorting a whole day to find them would take as long as the day is full.
   */
  public List<EventView> events(Filter filter, TimeRange range, int limit) {
    List<EventView> events = List.of();
    for (long seconds : LOOK_BACK_SECONDS) {
      events = eventsOf(filter, range.lastSeconds(seconds), limit);
      if (events.size() >= limit || seconds >= range.seconds()) {
        break;
      }
    }
    return events;
  }

  private List<EventView> eventsOf(Filter filter, TimeRange range, int limit) {
    Map<String, String> parameters = parameters(filter, range);
    parameters.remove("resolution");
    parameters.put("limit", String.valueOf(limit));
    return questions.ask("page_events", parameters).byName().stream()
        .map(PageReader::event)
        .toList();
  }

  /** The keys of a tapset, busiest first. */
  public List<String> keys(String tapset, TimeRange range) {
    Map<String, String> parameters = list(range);
    parameters.put("tapset", tapset);
    return questions.ask("page_keys", parameters).byName().stream()
        .map(row -> row.text("name"))
        .toList();
  }

  /** The hosts whose agent ever reported, sorted. */
  public List<String> hosts() {
    return questions.ask("page_hosts", Map.of()).byName().stream()
        .map(row -> row.text("host"))
        .toList();
  }

  /** Every tapset that gave records in the range or was reported by an agent, sorted by name. */
  public List<TapsetView> tapsets(TimeRange range) {
    Map<String, List<TapsetView.State>> states = new TreeMap<>();
    for (AnswerRow row : questions.ask("page_status", Map.of()).byName()) {
      states
          .computeIfAbsent(row.text("tapset"), name -> new ArrayList<>())
          .add(
              new TapsetView.State(
                  row.text("host"),
                  row.text("state"),
                  row.text("detail"),
                  row.whole("probes"),
                  row.whole("millis")));
    }
    Map<String, TapsetView> tapsets = new TreeMap<>();
    states.forEach((name, list) -> tapsets.put(name, new TapsetView(name, "", 0, 0, false, list)));
    for (AnswerRow row : questions.ask("page_tapsets", list(range)).byName()) {
      String name = row.text("tapset");
      tapsets.put(
          name,
          new TapsetView(
              name,
              row.text("unit"),
              row.whole("records"),
              row.whole("hosts"),
              row.whole("has_values") != 0,
              states.getOrDefault(name, List.of())));
    }
    return List.copyOf(tapsets.values());
  }

  /** The ledger, and every agent's last report. */
  public Health health() {
    long to = clock.instant().getEpochSecond() - SETTLING_SECONDS;
    long from = to - CHECKED_SECONDS;
    Map<String, long[]> stored = new HashMap<>();
    Map<String, String> span = Map.of("from", String.valueOf(from), "to", String.valueOf(to));
    for (AnswerRow row : questions.ask("page_stored", span).byName()) {
      stored.put(row.text("tapset"), new long[] {row.whole("sent"), row.whole("stored")});
    }
    List<Balance> ledger =
        questions.ask("page_ledger", Map.of()).byName().stream()
            .map(
                row -> {
                  long[] pair = stored.getOrDefault(row.text("tapset"), new long[2]);
                  return Balance.of(row, pair[0], pair[1]);
                })
            .toList();
    List<Health.Agent> agents =
        questions.ask("page_agents", Map.of()).byName().stream().map(PageReader::agent).toList();
    long lost = ledger.stream().mapToLong(Balance::lost).sum();
    return new Health(clock.millis(), agents, ledger, lost, from, to);
  }

  private static EventView event(AnswerRow row) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    merge(attributes, row.cell("texts"));
    merge(attributes, row.cell("numbers"));
    return new EventView(
        row.number("millis"),
        row.text("id"),
        row.text("host"),
        row.text("tapset"),
        row.texts("key"),
        row.whole("value"),
        row.text("unit"),
        row.text("comm"),
        row.whole("pid"),
        row.whole("cpu"),
        attributes);
  }

  private static void merge(Map<String, @Nullable Object> into, @Nullable Object cell) {
    if (cell instanceof Map<?, ?> map) {
      map.forEach((name, value) -> into.put(String.valueOf(name), value));
    }
  }

  private static Health.Agent agent(AnswerRow row) {
    return new Health.Agent(
        row.text("agent"),
        row.text("host"),
        row.text("kernel"),
        row.whole("cpus"),
        row.whole("rss_bytes"),
        row.number("cpu_seconds"),
        row.whole("millis"),
        row.whole("stopping") != 0);
  }

  private static Map<String, String> parameters(Filter filter, TimeRange range) {
    Map<String, String> parameters = span(range);
    parameters.put("tapset", filter.tapset());
    parameters.put("host", filter.host());
    parameters.put("key", filter.key());
    parameters.put("resolution", String.valueOf(range.resolution()));
    return parameters;
  }

  private static Map<String, String> list(TimeRange range) {
    Map<String, String> parameters = span(range);
    parameters.put("resolution", String.valueOf(range.listResolution()));
    return parameters;
  }

  private static Map<String, String> span(TimeRange range) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("from", String.valueOf(range.from()));
    parameters.put("to", String.valueOf(range.to()));
    return parameters;
  }
}
