package io.tapline.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.storage.query.AuditHop;
import io.tapline.storage.query.AuditLine;
import io.tapline.storage.query.AuditReport;
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
    assertThat(ledger.sums().values().get(0).get(8)).isEqualTo(4L);
  }

  @Test
  void noBooksAreNotBalancedBooks() {
    Ledger ledger = Ledger.of(new AuditReport(List.of(), List.of()));
    assertThat(ledger.isEmpty()).isTrue();
    assertThat(ledger.balanced()).isFalse();
  }

  private static Ledger ledger(AuditHop... hops) {
    AuditLine line =
        new AuditLine(
            "agent-1",
            "db-1",
            7,
            "pg.query",
            AuditLine.State.CLOSED,
            Instant.EPOCH,
            List.of(hops),
            Map.of(),
            "");
    return Ledger.of(new AuditReport(List.of(line), List.of()));
  }
}
