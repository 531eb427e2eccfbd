package io.tapline.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.storage.query.AuditHop;
import io.tapline.storage.query.AuditLine;
import io.tapline.storage.query.AuditReport;
import io.tapline.storage.query.AuditSeconds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LedgerTest {
  @Test
  void sumsGoFromHitsToStoredWithEveryReason() {
    Ledger ledger =
        ledger(
            new AuditHop("kernel", 100, 80, Map.of("filtered", 15L, "ring_full", 5L), 0, 0),
            new AuditHop("agent", 80, 79, Map.of("decode_failed", 1L), 0, 0),
            new AuditHop("store", 79, 79, Map.of(), 0, 0));
    assertThat(ledger.balanced()).isTrue();
    assertThat(ledger.sums().values())
        .containsExactly(
            List.of(
                "pg.query",
                "db-1",
                "closed",
                100L,
                79L,
                15L,
                "decode_failed 1, ring_full 5",
                "recursion 3",
                0L,
                0L,
                ""));
  }

  @Test
  void differencesOfOppositeSignDoNotCancelOut() {
    Ledger ledger =
        ledger(
            new AuditHop("kernel", 100, 98, Map.of(), 0, 2),
            new AuditHop("store", 98, 100, Map.of(), 0, -2));
    assertThat(ledger.balanced()).isFalse();
    assertThat(ledger.sums().values().get(0).get(9)).isEqualTo(4L);
  }

  @Test
  void noBooksAreNotBalancedBooks() {
    Ledger ledger = Ledger.of(new AuditReport(List.of(), List.of()));
    assertThat(ledger.isEmpty()).isTrue();
    assertThat(ledger.balanced()).isFalse();
  }

  @Test
  void booksOfARunningScriptAreNotClosed() {
    assertThat(ledger().closed()).isTrue();
    AuditLine running = line("agent-1", "db-1", AuditLine.State.LIVE);
    AuditLine killed = line("agent-1", "db-1", AuditLine.State.KILLED);
    assertThat(Ledger.of(new AuditReport(List.of(killed, running), List.of())).closed()).isFalse();
    assertThat(Ledger.of(new AuditReport(List.of(killed), List.of())).closed()).isTrue();
    assertThat(Ledger.of(new AuditReport(List.of(), List.of())).closed()).isFalse();
  }

  @Test
  void whatOtherAgentsDoIsNotJudged() {
    AuditReport report =
        new AuditReport(
            List.of(
                line("agent-1", "db-1", AuditLine.State.CLOSED),
                line(
                    "agent-2",
                    "db-2",
                    AuditLine.State.LIVE,
                    new AuditHop("kernel", 100, 99, Map.of(), 0, 1))),
            List.of(seconds("db-1", 0), seconds("db-2", 5)));
    assertThat(Ledger.of(report).balanced()).isFalse();
    Ledger own = Ledger.of(report, line -> line.agent().equals("agent-1"));
    assertThat(own.balanced()).isTrue();
    assertThat(own.closed()).isTrue();
    assertThat(own.sums().values()).hasSize(1);
    assertThat(own.hops().values()).as("its hop and its seconds").hasSize(2);
  }

  private static AuditSeconds seconds(String host, long difference) {
    return new AuditSeconds(
        host, "pg.query", 60, 60, 60 - difference, 0, 0, 0, difference, List.of());
  }

  private static Ledger ledger(AuditHop... hops) {
    return Ledger.of(
        new AuditReport(List.of(line("agent-1", "db-1", AuditLine.State.CLOSED, hops)), List.of()));
  }

  private static AuditLine line(
      String agent, String host, AuditLine.State state, AuditHop... hops) {
    return new AuditLine(
        agent,
        host,
        7,
        "pg.query",
        state,
        Instant.EPOCH,
        hops.length == 0 ? List.of(new AuditHop("kernel", 1, 1, Map.of(), 0, 0)) : List.of(hops),
        Map.of("recursion", 3L, "state_full", 0L),
        "");
  }
}
