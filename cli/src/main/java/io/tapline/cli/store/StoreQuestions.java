package io.tapline.cli.store;

import io.tapline.cli.output.Quantity;
import io.tapline.cli.output.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@link LineQuestions} by named queries. */
public final class StoreQuestions implements LineQuestions {
  private static final List<String> COLUMNS =
      List.of("tapset", "hosts", "records/s", "p50", "p99", "lost", "state");

  /** An agent whose last word has come, and whose words before it told of no attached probe. */
  private static final String TRACED_NOTHING =
      """
      SELECT
          (
              SELECT count() FROM agents FINAL
              WHERE agent = {agent:String} AND time >= {began:DateTime64(9, 'UTC')} AND stopping
          ) > 0
          AND
          (
              SELECT count() FROM tapset_status FINAL
              WHERE agent = {agent:String} AND time >= {began:DateTime64(9, 'UTC')}
                  AND state IN ('ATTACHED', 'DETACHED')
          ) = 0 AS nothing
      """;

  /** Batches carry seconds from before the run's own clock began. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final Store store;
  private final Instant began;
  private final Supplier<Optional<String>> agent;

  /**
   * Asks {@code store}, which is closed with this.
   *
   * @param began when this run began: what came before is not waited for
   * @param agent the identity of this run's agent, known once there has been one
   */
  public StoreQuestions(Store store, Instant began, Supplier<Optional<String>> agent) {
    this.store = store;
    this.began = began;
    this.agent = agent;
  }

  @Override
  public Rows live(Duration span) {
    Answer answer = new Answer(ask(span));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < answer.size(); i++) {
      String unit = answer.text(i, "unit");
      rows.add(
          List.of(
              answer.text(i, "tapset"),
              answer.number(i, "hosts").longValue(),
              Quantity.count(Math.rint(answer.number(i, "rate").doubleValue())),
              quantity(answer, i, "p50", unit),
              quantity(answer, i, "p99", unit),
              answer.number(i, "lost").longValue(),
              state(answer, i)));
    }
    return new Rows(COLUMNS, rows);
  }

  @Override
  public Rows summary() {
    Duration whole = Duration.between(began, Instant.now()).plus(MARGIN);
    Answer answer = new Answer(ask(whole));
    long seconds = seconds(whole);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < answer.size(); i++) {
      String unit = answer.text(i, "unit");
      rows.add(
          List.of(
              answer.text(i, "tapset"),
              answer.number(i, "hosts").longValue(),
              Math.round(answer.number(i, "rate").doubleValue() * seconds),
              quantity(answer, i, "p50", unit),
              quantity(answer, i, "p99", unit),
              answer.number(i, "lost_total").longValue(),
              answer.text(i, "detail")));
    }
    return new Rows(List.of("tapset", "hosts", "records", "p50", "p99", "lost", "note"), rows);
  }

  @Override
  public long recordsBehind() {
    Answer audit = audit();
    long behind = 0;
    for (int i = 0; i < audit.size(); i++) {
      long acked = audit.number(i, "acked").longValue();
      behind += Math.max(0, acked - audit.number(i, "received").longValue());
    }
    return behind;
  }

  @Override
  public Balance balance(Instant until) {
    Optional<String> own = agent.get();
    Ledger ledger =
        Ledger.of(
            store.audit(began.minus(MARGIN), until),
            line -> own.equals(Optional.of(line.agent())) && line.time().isAfter(began));
    return ledger.isEmpty()
        ? new Balance(ledger.sums(), true, own.map(this::tracedNothing).orElse(true))
        : new Balance(ledger.sums(), ledger.balanced(), ledger.closed());
  }

  private boolean tracedNothing(String own) {
    Answer answer = new Answer(store.ask(TRACED_NOTHING, Map.of("agent", own, "began", began)));
    return answer.number(0, "nothing").intValue() == 1;
  }

  private Rows ask(Duration span) {
    return store.askNamed("live_table", Map.of("seconds", Long.toString(seconds(span))));
  }

  private Answer audit() {
    return new Answer(store.askNamed("audit", Map.of("from", began.toString())));
  }

  private static long seconds(Duration span) {
    return Math.max(1, span.toSeconds());
  }

  private static String quantity(Answer answer, int row, String column, String unit) {
    return answer.value(row, column) == null
        ? "-"
        : Quantity.of(answer.number(row, column).doubleValue(), unit);
  }

  private static String state(Answer answer, int row) {
    String state = answer.text(row, "state").toLowerCase(java.util.Locale.ROOT);
    String detail = answer.text(row, "detail");
    return detail.isEmpty() ? state : state + ": " + detail;
  }

  @Override
  public void close() {
    store.close();
  }
}
