package io.tapline.cli.store;

import io.tapline.cli.output.Rows;
import io.tapline.storage.query.AuditHop;
import io.tapline.storage.query.AuditLine;
import io.tapline.storage.query.AuditReport;
import io.tapline.storage.query.AuditSeconds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The audit's report as rows. */
public final class Ledger {
  private static final List<String> SUMS =
      List.of(
          "tapset",
          "host",
          "state",
          "hits",
          "stored",
          "filtered",
          "dropped",
          "unseen",
          "in flight",
          "difference",
          "note");
  private static final List<String> HOPS =
      List.of("tapset", "host", "hop", "taken", "passed", "dropped", "in flight", "difference");
  private static final String FILTERED = "filtered";

  private final List<AuditLine> lines;
  private final List<AuditSeconds> seconds;

  private Ledger(List<AuditLine> lines, List<AuditSeconds> seconds) {
    this.lines = lines;
    this.seconds = seconds;
  }

  /** All of a report. */
  public static Ledger of(AuditReport report) {
    return new Ledger(report.lines(), report.seconds());
  }

  /** The agents' starts that {@code which} takes, and the seconds of their hosts and tapsets. */
  static Ledger of(AuditReport report, Predicate<AuditLine> which) {
    List<AuditLine> lines = report.lines().stream().filter(which).toList();
    return new Ledger(
        lines,
        report.seconds().stream()
            .filter(second -> lines.stream().anyMatch(line -> concerns(second, line)))
            .toList());
  }

  private static boolean concerns(AuditSeconds second, AuditLine line) {
    return second.host().equals(line.host()) && second.tapset().equals(line.tapset());
  }

  /** Whether there are books, and every difference in them is 0. */
  public boolean balanced() {
    return !lines.isEmpty()
        && lines.stream().allMatch(AuditLine::balanced)
        && seconds.stream().allMatch(AuditSeconds::balanced);
  }

  /** Whether there are books, and each has its last word: ended in order, or known to be killed. */
  public boolean closed() {
    return !lines.isEmpty()
        && lines.stream().noneMatch(line -> line.state() == AuditLine.State.LIVE);
  }

  /** Whether there are books at all. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** One row per agent's start and tapset: from hits to stored. */
  public Rows sums() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (AuditLine line : lines) {
      Map<String, Long> dropped = new TreeMap<>();
      long inFlight = 0;
      long difference = 0;
      for (AuditHop hop : line.hops()) {
        hop.dropped().forEach((reason, count) -> dropped.merge(reason, count, Long::sum));
        inFlight += Math.max(0, hop.inFlight());
        difference += Math.abs(hop.difference());
      }
      long filtered = dropped.getOrDefault(FILTERED, 0L);
      dropped.remove(FILTERED);
      rows.add(
          List.of(
              line.tapset(),
              line.host(),
              line.state().name().toLowerCase(Locale.ROOT),
              line.hops().get(0).taken(),
              line.hops().get(line.hops().size() - 1).passed(),
              filtered,
              reasons(dropped),
              reasons(line.unseen()),
              inFlight,
              difference,
              line.note()));
    }
    return new Rows(SUMS, rows);
  }

  /** One row per hop, and one per tapset for the seconds compared one by one. */
  public Rows hops() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (AuditLine line : lines) {
      for (AuditHop hop : line.hops()) {
        rows.add(
            List.of(
                line.tapset(),
                line.host(),
                hop.name(),
                hop.taken(),
                hop.passed(),
                reasons(hop.dropped()),
                hop.inFlight(),
                hop.difference()));
      }
    }
    for (AuditSeconds second : seconds) {
      rows.add(
          List.of(
              second.tapset(),
              second.host(),
              second.seconds() + " single seconds",
              second.announced(),
              second.stored(),
              second.explained() == 0 ? "" : "failed or late " + second.explained(),
              second.inFlight(),
              second.difference()));
    }
    return new Rows(HOPS, rows);
  }

  private static String reasons(Map<String, Long> counts) {
    return String.join(
        ", ",
        new TreeMap<>(counts)
            .entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList());
  }
}
