package io.tapline.dashboard.live;

import io.tapline.dashboard.api.Problem;
import io.tapline.dashboard.api.Problems;
import io.tapline.dashboard.view.Column;
import io.tapline.dashboard.view.EventView;
import io.tapline.dashboard.view.Filter;
import io.tapline.dashboard.view.Heatmap;
import io.tapline.dashboard.view.PageReader;
import io.tapline.dashboard.view.TimeRange;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One view that somebody watches: reads what changed and tells all its tabs. The store is asked
 * once per poll, however many tabs watch. {@link #poll} is for one thread; joining is for any.
 */
final class LiveTopic {
  private static final Logger LOG = LoggerFactory.getLogger(LiveTopic.class);

  /** Windows stay open for late records; this many columns are read again. */
  private static final int CHANGING_SECONDS = 20;

  private static final int EVENTS = 60;
  private static final int POLLS_PER_EVENTS = 2;
  private static final int POLLS_PER_TOP = 5;

  private final Filter filter;
  private final long seconds;
  private final PageReader reader;
  private final RecentHealth health;
  private final Clock clock;
  private final List<LiveClient> clients = new CopyOnWriteArrayList<>();
  private final TreeMap<Long, Column> columns = new TreeMap<>();
  private String unit = "";
  private List<EventView> events = List.of();
  private LiveMessage.Top top = new LiveMessage.Top(List.of(), List.of());
  private LiveMessage.@Nullable Surroundings surroundings;
  private @Nullable TimeRange read;
  private long polls;
  private long messages;
  private @Nullable Problem trouble;

  LiveTopic(Filter filter, long seconds, PageReader reader, RecentHealth health, Clock clock) {
    this.filter = filter;
    this.seconds = seconds;
    this.reader = reader;
    this.health = health;
    this.clock = clock;
  }

  /** Adds a tab; it gets a snapshot with the next poll. */
  void join(LiveClient client) {
    clients.add(client);
  }

  /** Forgets the tabs that left; true if none is left. */
  boolean isAbandoned() {
    clients.removeIf(LiveClient::isEnded);
    return clients.isEmpty();
  }

  /** Seconds between polls: a column of ten minutes need not be read each second. */
  long pollSeconds() {
    return Math.min(10, Math.max(1, TimeRange.last(seconds, clock.instant()).step() / 2));
  }

  /** Reads what changed and sends it; a failure is told to the tabs and logged once. */
  void poll() {
    try {
      refresh(TimeRange.last(seconds, clock.instant()));
      trouble = null;
    } catch (RuntimeException e) {
      Problem told = trouble;
      if (told == null) {
        told = Problems.of(e, "/api/live");
        trouble = told;
        LOG.warn("live view of '{}' stands still: {}", filter.tapset(), told.what());
      }
      byte[] message = LiveMessage.trouble(told);
      clients.forEach(client -> client.notice(message));
    }
    polls++;
  }

  /** Keeps connections open and finds the tabs that left. */
  void ping() {
    clients.forEach(client -> client.notice(LiveMessage.PING));
  }

  /** Ends all streams. */
  void close() {
    clients.forEach(LiveClient::close);
  }

  private void refresh(TimeRange range) {
    List<Column> changed = List.of();
    if (!filter.tapset().isEmpty()) {
      changed = readColumns(range);
      if (polls % POLLS_PER_EVENTS == 0) {
        events = reader.events(filter, range, EVENTS);
        update("events", events);
      }
      if (polls % POLLS_PER_TOP == 0) {
        top =
            new LiveMessage.Top(
                reader.top(filter, range, "host"), reader.top(filter, range, "key"));
        update("top", top);
      }
    }
    LiveMessage.Surroundings around = surroundings;
    if (around == null || polls % POLLS_PER_TOP == 0) {
      around = new LiveMessage.Surroundings(health.read(), reader.tapsets(range), reader.hosts());
      surroundings = around;
      update("surroundings", around);
    }
    if (!filter.tapset().isEmpty()) {
      update(
          "columns",
          new LiveMessage.Columns(
              range,
              Heatmap.stats(range, columns.values(), true),
              changed.stream().map(Column::json).toList()));
    }
    welcome(range, around);
  }

  private List<Column> readColumns(TimeRange range) {
    TimeRange known = read;
    boolean whole = known == null || known.step() != range.step() || known.to() < range.from();
    int changing = Math.max(2, CHANGING_SECONDS / range.step());
    // A poll that came late must not leave a hole between what was read and what is read now.
    long behind = known == null ? 0 : (range.to() - known.to()) / range.step();
    PageReader.Columns answer =
        reader.columns(filter, whole ? range : range.tail(changing + (int) behind));
    if (!answer.unit().isEmpty()) {
      unit = answer.unit();
    }
    List<Column> changed = new ArrayList<>();
    for (Column column : answer.columns()) {
      Column before = columns.put(column.start(), column);
      if (before == null || before.records() != column.records() || before.sum() != column.sum()) {
        changed.add(column);
      }
    }
    columns.headMap(range.from()).clear();
    read = range;
    return changed;
  }

  private void update(String name, Object value) {
    byte[] message = LiveMessage.event(++messages, name, value);
    clients.forEach(client -> client.update(message));
  }

  private void welcome(TimeRange range, LiveMessage.Surroundings around) {
    byte @Nullable [] message = null;
    for (LiveClient client : clients) {
      if (client.wantsSnapshot()) {
        if (message == null) {
          Heatmap heatmap =
              filter.tapset().isEmpty() ? null : Heatmap.of(unit, range, columns.values(), true);
          message =
              LiveMessage.event(
                  ++messages, "snapshot", new LiveMessage.Snapshot(heatmap, top, events, around));
        }
        client.snapshot(message);
      }
    }
  }
}
