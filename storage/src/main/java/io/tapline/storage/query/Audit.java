package io.tapline.storage.query;

import io.tapline.storage.engine.ClickHouse;
import io.tapline.storage.engine.QueryResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Judges the ledger: arithmetic over the answers of the queries {@code audit} and {@code
 * audit_seconds}.
 *
 * <p>Per agent, start and tapset: hits = filtered + captured + dropped; captured = pending + handed
 * + discarded; handed = acked + failed + on its way; the announced seconds add up to handed; the
 * stream job received what was acked; the store has rows for what was received. Per host, tapset
 * and second: the store has what was announced.
 *
 * <p>On a running system counters of different hops are read at different moments: what lies
 * between them is shown as in flight as long as the script runs, and seconds younger than the
 * settle time are not judged. Once a script is closed nothing may be in flight.
 */
public final class Audit {
  /** An agent without a word for this long, and without a last one, was killed. */
  static final Duration SILENCE = Duration.ofSeconds(30);

  private final Instant now;
  private final Duration settle;

  /**
   * @param now the moment of the two answers
   * @param settle the age from which a second, or a closed script, must have arrived
   */
  public Audit(Instant now, Duration settle) {
    this.now = now;
    this.settle = settle;
  }

  /**
   * Asks both queries as the reader and judges the answers.
   *
   * @param seconds how far back single seconds are compared
   * @param settle see the constructor
   */
  public static AuditReport ask(ClickHouse reader, Clock clock, Duration seconds, Duration settle) {
    Instant now = clock.instant();
    return ask(reader, clock, now.minus(seconds), now, settle);
  }

  /**
   * The same, with single seconds compared in a range that stays where it is: asked again, the
   * answers become final, whatever other agents go on sending.
   *
   * @param from seconds before it are not compared
   * @param to seconds from it on are not compared; the totals are those of now
   */
  public static AuditReport ask(
      ClickHouse reader, Clock clock, Instant from, Instant to, Duration settle) {
    Instant now = clock.instant();
    NamedQueries queries = NamedQueries.bundled();
    QueryResult totals = queries.ask(reader, "audit", Map.of("to", "now"), clock);
    QueryResult bySecond =
        queries.ask(
            reader,
            "audit_seconds",
            Map.of(
                "from",
                from.toString(),
                "to",
                to.toString(),
                "settle",
                Long.toString(settle.toSeconds())),
            clock);
    return new Audit(now, settle).judge(totals, bySecond);
  }

  /** Judges two answers. */
  public AuditReport judge(QueryResult totals, QueryResult bySecond) {
    List<AuditLine> lines = new ArrayList<>();
    SecondsAudit seconds = new SecondsAudit();
    totals
        .rows()
        .forEach(
            row -> {
              Fields fields = new Fields(totals, row);
              AuditLine line = line(fields);
              lines.add(line);
              seconds.explain(line, fields.number("failed"), fields.number("late"));
            });
    bySecond.rows().forEach(row -> seconds.add(new Fields(bySecond, row)));
    return new AuditReport(List.copyOf(lines), seconds.judge());
  }

  private AuditLine line(Fields fields) {
    AuditLine.State state = state(fields);
    long captured = fields.number("captured");
    long handed = fields.number("handed");
    long acked = fields.number("acked");
    long pending = fields.number("pending");
    Map<String, Long> dropped = new TreeMap<>(fields.counters("dropped_reasons"));
    dropped.put("filtered", fields.number("filtered"));
    Map<String, Long> failed = Map.of("failed", fields.number("failed"));
    boolean still =
        state == AuditLine.State.CLOSED && fields.time("time").isBefore(now.minus(settle));

    List<AuditHop> hops = new ArrayList<>();
    hops.add(AuditHop.of("kernel", fields.number("hits"), captured, dropped, 0));
    hops.add(AuditHop.of("agent", captured, handed, fields.counters("discarded_reasons"), pending));
    hops.add(
        state == AuditLine.State.CLOSED
            ? AuditHop.of("publisher", handed, acked, failed, 0)
            : AuditHop.moving("publisher", handed, acked, failed));
    hops.add(hop(still, "seconds", handed, fields.number("announced"), Map.of()));
    hops.add(stream(fields, state, still, acked));
    hops.add(store(fields, still));
    return new AuditLine(
        fields.text("agent"),
        fields.text("host"),
        fields.number("boot"),
        fields.text("tapset"),
        state,
        fields.time("time"),
        List.copyOf(hops),
        fields.counters("unseen"),
        state == AuditLine.State.KILLED ? note(fields, handed, acked) : "");
  }

  private AuditLine.State state(Fields fields) {
    if (fields.flag("closed")) {
      return AuditLine.State.CLOSED;
    }
    boolean silent = fields.time("time").isBefore(now.minus(SILENCE));
    return fields.flag("superseded") || silent ? AuditLine.State.KILLED : AuditLine.State.LIVE;
  }

  private static AuditHop hop(
      boolean still, String name, long taken, long passed, Map<String, Long> dropped) {
    return still
        ? AuditHop.of(name, taken, passed, dropped, 0)
        : AuditHop.moving(name, taken, passed, dropped);
  }

  private AuditHop stream(Fields fields, AuditLine.State state, boolean still, long acked) {
    long received = fields.number("received");
    if (state == AuditLine.State.KILLED) {
      // It may have sent more after its newest entry, never less than it had acknowledged by then.
      boolean arrived = received >= acked || fields.time("time").isAfter(now.minus(settle));
      return arrived
          ? AuditHop.moving("stream", acked, received, Map.of())
          : AuditHop.of("stream", acked, received, Map.of(), 0);
    }
    return hop(still, "stream", acked, received, Map.of());
  }

  /** Rows for tapsets that have events; windows for those whose kernel maps only counted. */
  private static AuditHop store(Fields fields, boolean still) {
    long received = fields.number("received");
    long events = fields.number("events");
    return events > 0
        ? hop(still, "store", received, events, Map.of())
        : hop(
            still,
            "store",
            received,
            fields.number("windowed"),
            Map.of("late", fields.number("late")));
  }

  private static String note(Fields fields, long handed, long acked) {
    long between = handed - acked - fields.number("failed");
    long waiting = fields.number("pending") + between;
    long arrived = Math.max(0, fields.number("received") - acked);
    return "the agent ended without a last word after "
        + fields.time("time")
        + ": hits since then are not known; of "
        + waiting
        + " records that waited or were under way, and those since, "
        + arrived
        + " arrived";
  }
}
