package io.tapline.cli.store;

import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.cli.output.PlainText;
import io.tapline.cli.output.Rows;
import io.tapline.storage.engine.ClickHouse;
import io.tapline.storage.engine.ConnectionSettings;
import io.tapline.storage.engine.EngineException;
import io.tapline.storage.engine.QueryResult;
import io.tapline.storage.engine.RetriableEngineException;
import io.tapline.storage.query.Audit;
import io.tapline.storage.query.AuditReport;
import io.tapline.storage.query.NamedQueries;
import io.tapline.storage.query.RenderedQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The store as commands ask it: read-only, and what goes wrong is a {@link CommandFailure} with the
 * server's text. Safe for use by many threads.
 */
public final class Store implements AutoCloseable {
  private final ClickHouse clickhouse;

  /** A connection; the first question opens it. */
  public Store(ConnectionSettings settings) {
    this.clickhouse = answered(() -> ClickHouse.connect(settings));
  }

  /** Runs SQL and reads the whole answer. */
  public Rows ask(String sql, Map<String, ?> parameters) {
    QueryResult result = answered(() -> clickhouse.query(sql, parameters));
    return new Rows(result.names(), result.rows());
  }

  /** Asks a named question whose parameters are known to fit. */
  public Rows askNamed(String name, Map<String, String> parameters) {
    RenderedQuery rendered = NamedQueries.bundled().get(name).render(parameters, Clock.systemUTC());
    return ask(rendered.sql(), rendered.params());
  }

  /** Judges the ledger; {@code seconds} and {@code settle} as in {@link Audit#ask}. */
  public AuditReport audit(Duration seconds, Duration settle) {
    return answered(() -> Audit.ask(clickhouse, Clock.systemUTC(), seconds, settle));
  }

  /** Judges the ledger, and each second of a range that has passed: all of it must be there. */
  public AuditReport audit(Instant from, Instant to) {
    return answered(() -> Audit.ask(clickhouse, Clock.systemUTC(), from, to, Duration.ZERO));
  }

  /** Runs {@code question}, telling the engine's exceptions as failures of the command. */
  static <T> T answered(Supplier<T> question) {
    try {
      return question.get();
    } catch (EngineException e) {
      String text = PlainText.escape(String.valueOf(e.getMessage()));
      boolean noAnswer =
          e instanceof RetriableEngineException && e.code() == EngineException.NO_CODE;
      throw noAnswer
          ? new CommandFailure(
              ExitCode.UNREACHABLE, text, "is it running? start one: sudo ./tapline up", e)
          : new CommandFailure(ExitCode.FAILED, text, null, e);
    }
  }

  @Override
  public void close() {
    clickhouse.close();
  }
}
