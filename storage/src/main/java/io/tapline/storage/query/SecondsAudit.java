package io.tapline.storage.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers the rows of {@code audit_seconds} per host and tapset, and judges them. */
final class SecondsAudit {
  private static final int NAMED_SECONDS = 10;

  /**
   * A ledger entry comes each second: what an agent did not announce lies this close to its newest
   * one.
   */
  private static final long UNANNOUNCED_SECONDS = 3;

  private final Map<Series, Books> books = new TreeMap<>();

  private record Series(String host, String tapset) implements Comparable<Series> {
    @Override
    public int compareTo(Series other) {
      int byHost = host.compareTo(other.host);
      return byHost != 0 ? byHost : tapset.compareTo(other.tapset);
    }
  }

  private static final class Books {
    private long seconds;
    private long announced;
    private long stored;
    private long missing;
    private long surplus;
    private long beyond;
    private long inFlight;
    private long explainable;
    private final List<Instant> deaths = new ArrayList<>();
    private final List<Instant> differing = new ArrayList<>();
  }

  /** Takes from an agent's line what its seconds may lack, or have unannounced. */
  void explain(AuditLine line, long failed, long late) {
    Books series = books(line.host(), line.tapset());
    series.explainable += failed + late;
    if (line.state() == AuditLine.State.KILLED) {
      series.deaths.add(line.time());
    }
  }

  /** Takes one second. */
  void add(Fields fields) {
    Books series = books(fields.text("host"), fields.text("tapset"));
    long difference = fields.number("difference");
    if (!fields.flag("settled")) {
      series.inFlight += Math.max(0, difference);
      return;
    }
    series.seconds++;
    series.announced += fields.number("announced");
    series.stored += fields.number("stored");
    if (difference == 0) {
      return;
    }
    Instant second = fields.time("second");
    if (difference < 0 && unannounced(series, second)) {
      series.beyond -= difference;
      return;
    }
    if (difference > 0) {
      series.missing += difference;
    } else {
      series.surplus -= difference;
    }
    if (series.differing.size() < NAMED_SECONDS) {
      series.differing.add(second);
    }
  }

  List<AuditSeconds> judge() {
    List<AuditSeconds> judged = new ArrayList<>();
    books.forEach(
        (series, b) -> {
          long explained = Math.min(b.missing, b.explainable);
          long difference = b.missing - explained + b.surplus;
          if (b.seconds > 0 || b.inFlight > 0) {
            judged.add(
                new AuditSeconds(
                    series.host(),
                    series.tapset(),
                    b.seconds,
                    b.announced,
                    b.stored,
                    explained,
                    b.beyond,
                    b.inFlight,
                    difference,
                    difference == 0 ? List.of() : List.copyOf(b.differing)));
          }
        });
    return List.copyOf(judged);
  }

  /** Whether an agent died so close before the second that it could not announce all of it. */
  private static boolean unannounced(Books series, Instant second) {
    return series.deaths.stream()
        .anyMatch(
            death ->
                !second.isBefore(death.minusSeconds(UNANNOUNCED_SECONDS))
                    && second.isBefore(death.plusSeconds(UNANNOUNCED_SECONDS)));
  }

  private Books books(String host, String tapset) {
    return books.computeIfAbsent(new Series(host, tapset), series -> new Books());
  }
}
