package io.tapline.storage.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.storage.engine.QueryResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Audit AUDIT = new Audit(NOW, Duration.ofSeconds(15));
  private static final List<String> SECONDS =
      List.of("host", "tapset", "second", "announced", "stored", "difference", "settled");

  @Test
  void booksOfAClosedScriptBalance() {
    AuditReport report = AUDIT.judge(totals(Map.of()), seconds(second(-60, 70, 70, true)));
    assertThat(report.balanced()).as("%s", report).isTrue();
    assertThat(report.lines().get(0).state()).isEqualTo(AuditLine.State.CLOSED);
    assertThat(report.lines().get(0).hops())
        .extracting(AuditHop::name)
        .containsExactly("kernel", "agent", "publisher", "seconds", "stream", "store");
  }

  @Test
  void oneRecordLostAtAnyHopIsSeenAtThatHop() {
    Map<String, String> counterOfHop =
        Map.of(
            "hits", "kernel",
            "pending", "agent",
            "failed", "publisher",
            "announced", "seconds",
            "received", "stream",
            "events", "store");
    counterOfHop.forEach(
        (counter, hop) -> {
          long right = ((Number) columns(Map.of()).get(counter)).longValue();
          AuditReport report = AUDIT.judge(totals(Map.of(counter, right + 1)), seconds());
          assertThat(report.balanced()).as(counter).isFalse();
          assertThat(report.lines().get(0).hops())
              .as(counter)
              .filteredOn(line -> line.difference() != 0)
              .extracting(AuditHop::name)
              .contains(hop);
        });
  }

  @Test
  void runningScriptHasRecordsInFlightAndBalances() {
    AuditReport report =
        AUDIT.judge(
            totals(
                Map.of(
                    "closed",
                    false,
                    "time",
                    NOW.minusSeconds(1),
                    "acked",
                    60L,
                    "received",
                    50L,
                    "events",
                    40L,
                    "announced",
                    65L)),
            seconds(second(-60, 10, 10, true), second(-1, 20, 5, false)));
    assertThat(report.balanced()).as("%s", report).isTrue();
    assertThat(report.lines().get(0).state()).isEqualTo(AuditLine.State.LIVE);
    assertThat(report.lines().get(0).hops())
        .extracting(AuditHop::inFlight)
        .containsExactly(0L, 0L, 10L, 5L, 10L, 10L);
    assertThat(report.seconds().get(0).inFlight()).isEqualTo(15);
  }

  @Test
  void lossInTheKernelWithoutAReasonIsADifferenceAlsoWhileRunning() {
    AuditReport report =
        AUDIT.judge(totals(Map.of("closed", false, "time", NOW, "hits", 101L)), seconds());
    assertThat(report.balanced()).isFalse();
  }

  @Test
  void killedAgentIsStatedWithBounds() {
    AuditReport report =
        AUDIT.judge(
            totals(
                Map.of(
                    "closed",
                    false,
                    "time",
                    NOW.minusSeconds(120),
                    "superseded",
                    true,
                    "handed",
                    68L,
                    "pending",
                    2L,
                    "acked",
                    60L,
                    "received",
                    66L,
                    "events",
                    66L,
                    "announced",
                    68L)),
            seconds(second(-120, 0, 3, true)));
    AuditLine line = report.lines().get(0);
    assertThat(line.state()).isEqualTo(AuditLine.State.KILLED);
    assertThat(line.note()).contains("of 10 records").contains("6 arrived");
    assertThat(report.seconds().get(0).beyond()).isEqualTo(3);
    assertThat(report.balanced()).as("%s", report).isTrue();
  }

  @Test
  void killedAgentsAcknowledgedRecordsMustHaveArrived() {
    AuditReport report =
        AUDIT.judge(
            totals(
                Map.of(
                    "closed",
                    false,
                    "time",
                    NOW.minusSeconds(120),
                    "received",
                    69L,
                    "events",
                    69L)),
            seconds());
    assertThat(report.lines().get(0).state()).isEqualTo(AuditLine.State.KILLED);
    assertThat(report.balanced()).isFalse();
  }

  @Test
  void settledSecondWithoutItsRowsIsNamed() {
    AuditReport report =
        AUDIT.judge(totals(Map.of()), seconds(second(-60, 10, 9, true), second(-59, 9, 10, true)));
    assertThat(report.balanced()).isFalse();
    assertThat(report.seconds().get(0).difference()).as("they do not cancel out").isEqualTo(2);
    assertThat(report.seconds().get(0).differing())
        .containsExactly(NOW.minusSeconds(60), NOW.minusSeconds(59));
  }

  @Test
  void recordsTooLateForWindowsExplainWhatSecondsLack() {
    AuditReport report =
        AUDIT.judge(
            totals(Map.of("events", 0L, "windowed", 66L, "late", 4L)),
            seconds(second(-60, 10, 6, true)));
    assertThat(report.balanced()).as("%s", report).isTrue();
    assertThat(report.seconds().get(0).explained()).isEqualTo(4);
  }

  @Test
  void noBooksAreNoBalance() {
    AuditReport report = AUDIT.judge(new QueryResult(List.of(), List.of(), List.of()), seconds());
    assertThat(report.balanced()).isFalse();
  }

  private static Map<String, Object> columns(Map<String, Object> changed) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("agent", "a");
    columns.put("host", "h");
    columns.put("boot", 1L);
    columns.put("tapset", "t");
    columns.put("closed", true);
    columns.put("time", NOW.minusSeconds(60));
    columns.put("hits", 100L);
    columns.put("filtered", 20L);
    columns.put("dropped_reasons", Map.of("ring_full", 9L));
    columns.put("captured", 71L);
    columns.put("pending", 0L);
    columns.put("discarded_reasons", Map.of("decode_failed", 1L));
    columns.put("handed", 70L);
    columns.put("announced", 70L);
    columns.put("acked", 70L);
    columns.put("failed", 0L);
    columns.put("received", 70L);
    columns.put("late", 0L);
    columns.put("windowed", 70L);
    columns.put("events", 70L);
    columns.put("unseen", Map.of());
    columns.put("superseded", false);
    columns.putAll(changed);
    return columns;
  }

  private static QueryResult totals(Map<String, Object> changed) {
    Map<String, Object> columns = columns(changed);
    List<String> names = List.copyOf(columns.keySet());
    return new QueryResult(names, names, List.of(new ArrayList<>(columns.values())));
  }

  private static List<Object> second(int offset, long announced, long stored, boolean settled) {
    return List.of(
        "h",
        "t",
        NOW.plusSeconds(offset),
        announced,
        stored,
        announced - stored,
        settled ? 1L : 0L);
  }

  @SafeVarargs
  private static QueryResult seconds(List<Object>... rows) {
    return new QueryResult(SECONDS, SECONDS, new ArrayList<>(Arrays.asList(rows)));
  }
}
