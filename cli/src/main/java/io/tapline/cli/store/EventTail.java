package io.tapline.cli.store;

import io.tapline.cli.output.Rows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * New events since the last look. Events become visible out of order, by up to some seconds between
 * hosts, so each look goes back over {@link #OVERLAP} and leaves out what was given before.
 *
 * <p>Not thread-safe.
 */
public final class EventTail {
  /** At most this many events per look; more are counted as skipped. */
  public static final int MOST = 1000;

  private static final Duration OVERLAP = Duration.ofSeconds(10);
  private static final int REMEMBERED = 50_000;
  private static final String SQL =
      """
      SELECT time, host, tapset, arrayStringConcat(events.key, ' / ') AS joined, value, unit, comm, pid,
          numbers, texts, concat(agent, ' ', toString(boot), ' ', toString(sequence), ' ', toString(row)) AS id
      FROM events
      WHERE time > {after:DateTime64(9, 'UTC')}
          AND ({tapset:String} = '' OR tapset = {tapset:String})
          AND ({host:String} = '' OR host = {host:String})
      ORDER BY time DESC
      LIMIT {most:UInt32}
      """;

  private final Store store;
  private final String tapset;
  private final String host;
  private final Clock clock;
  private final Instant began;
  private final Set<String> given = new LinkedHashSet<>();

  /**
   * One event.
   *
   * @param key its parts joined by " / "
   * @param fields further fields by name
   */
  public record Event(
      Instant time,
      String host,
      String tapset,
      String key,
      long value,
      String unit,
      String comm,
      long pid,
      Map<String, Object> fields) {}

  /**
   * What came since the last look.
   *
   * @param events oldest first
   * @param skipped whether there were more than fit
   */
  public record Page(List<Event> events, boolean skipped) {}

  /** Follows from now on; empty names take all. */
  public EventTail(Store store, String tapset, String host, Clock clock) {
    this.store = store;
    this.tapset = tapset;
    this.host = host;
    this.clock = clock;
    this.began = clock.instant();
  }

  /** Looks once. */
  public Page poll() {
    Instant overlap = clock.instant().minus(OVERLAP);
    Instant after = overlap.isBefore(began) ? began : overlap;
    Rows rows =
        store.ask(SQL, Map.of("after", after, "tapset", tapset, "host", host, "most", MOST));
    Answer answer = new Answer(rows);
    List<Event> events = new ArrayList<>();
    for (int i = answer.size() - 1; i >= 0; i--) {
      if (given.add(answer.text(i, "id"))) {
        events.add(event(answer, i));
      }
    }
    forget();
    return new Page(events, events.size() == MOST);
  }

  private void forget() {
    var oldest = given.iterator();
    while (given.size() > REMEMBERED) {
      oldest.next();
      oldest.remove();
    }
  }

  private static Event event(Answer answer, int row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String column : List.of("numbers", "texts")) {
      if (answer.value(row, column) instanceof Map<?, ?> map) {
        map.forEach((name, value) -> fields.put(String.valueOf(name), value));
      }
    }
    Object time = answer.value(row, "time");
    return new Event(
        time instanceof Instant instant ? instant : Instant.EPOCH,
        answer.text(row, "host"),
        answer.text(row, "tapset"),
        answer.text(row, "joined"),
        answer.number(row, "value").longValue(),
        answer.text(row, "unit"),
        answer.text(row, "comm"),
        answer.number(row, "pid").longValue(),
        fields);
  }
}
