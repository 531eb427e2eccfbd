package io.tapline.storage.engine;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import com.clickhouse.client.api.command.CommandResponse;
import com.clickhouse.client.api.command.CommandSettings;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseColumn;
import com.clickhouse.data.ClickHouseFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One account's connection to a ClickHouse, a server or the embedded engine: both are spoken to
 * over HTTP with the official client. Safe for use by many threads; holds a pool of connections
 * until closed.
 *
 * <p>Values reach SQL only as {@code {name:Type}} parameters, which the server parses as values of
 * that type: there is nothing to quote and nothing to inject.
 */
public final class ClickHouse implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

  private static final int MAX_CONNECTIONS = 20;

  private final ConnectionSettings settings;
  private final Client client;

  private ClickHouse(ConnectionSettings settings, Client client) {
    this.settings = settings;
    this.client = client;
  }

  /**
   * Prepares a connection; the first request opens it.
   *
   * @throws FatalEngineException when the url cannot be one
   */
  public static ClickHouse connect(ConnectionSettings settings) {
    try {
      URI.create(settings.url());
      Client.Builder builder =
          new Client.Builder()
              .addEndpoint(settings.url())
              .setUsername(settings.user())
              .setPassword(settings.password())
              .setClientName("tapline")
              .setMaxConnections(MAX_CONNECTIONS)
              .setConnectTimeout(CONNECT_TIMEOUT.toMillis())
              .setSocketTimeout(ANSWER_TIMEOUT.toMillis())
              .compressClientRequest(true)
              // The client's reader of compressed answers throws at their end when they are read
              // raw
              // (CompressedBlockInputStream in 0.11.0), and most answers are small.
              .compressServerResponse(false)
              // Only a connection that the server closed while it lay idle is tried again here;
              // every other
              // retry is the caller's decision.
              .retryOnFailures(ClientFaultCause.NoHttpResponse)
              .setMaxRetries(1)
              .useServerTimeZone(false)
              .useTimeZone("UTC");
      if (!settings.database().isEmpty()) {
        builder.setDefaultDatabase(settings.database());
      }
      return new ClickHouse(settings, builder.build());
    } catch (RuntimeException e) {
      throw new FatalEngineException("connect to " + settings.url() + ": " + e.getMessage(), e);
    }
  }

  /** What this connection was made with. */
  public ConnectionSettings settings() {
    return settings;
  }

  /** Runs a query without parameters and reads its whole answer. */
  public QueryResult query(String sql) {
    return query(sql, Map.of());
  }

  /**
   * Runs a query and reads its whole answer.
   *
   * @param params values for {@code {name:Type}}: numbers, strings, booleans, {@link
   *     java.time.Instant}, and lists of these
   * @throws EngineException with the server's text
   */
  public QueryResult query(String sql, Map<String, ?> params) {
    QuerySettings querySettings =
        new QuerySettings().setFormat(ClickHouseFormat.RowBinaryWithNamesAndTypes);
    try (QueryResponse response =
        await("query", () -> client.query(sql, Parameters.of(params), querySettings))) {
      ClickHouseBinaryFormatReader reader = client.newBinaryFormatReader(response);
      List<String> names = new ArrayList<>();
      List<String> types = new ArrayList<>();
      for (ClickHouseColumn column : reader.getSchema().getColumns()) {
        names.add(column.getColumnName());
        types.add(column.getOriginalTypeName());
      }
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (reader.hasNext() && reader.next() != null) {
        List<@Nullable Object> row = new ArrayList<>(names.size());
        for (int i = 1; i <= names.size(); i++) {
          Object value = reader.readValue(i);
          row.add(Values.plain(value));
        }
        rows.add(row);
      }
      return new QueryResult(names, types, rows);
    } catch (EngineException e) {
      throw e;
    } catch (Exception e) {
      throw EngineErrors.of("query", settings, e);
    }
  }

  /**
   * Runs a query and copies the answer in one of ClickHouse's formats, for example {@code JSON} or
   * {@code CSVWithNames}. The server holds the answer back until it is complete, so that a query
   * that fails half way gives an exception and not half an answer.
   *
   * @throws EngineException with the server's text; also for a format that does not exist
   * @throws UncheckedIOException when {@code out} fails
   */
  public void query(String sql, Map<String, ?> params, String format, OutputStream out) {
    QuerySettings querySettings =
        new QuerySettings().setFormat(formatOf(format)).waitEndOfQuery(true);
    try (QueryResponse response =
        await("query", () -> client.query(sql, Parameters.of(params), querySettings))) {
      byte[] chunk = new byte[1 << 16];
      while (true) {
        int read = response.getInputStream().read(chunk);
        if (read < 0) {
          return;
        }
        try {
          out.write(chunk, 0, read);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    } catch (EngineException | UncheckedIOException e) {
      throw e;
    } catch (Exception e) {
      throw EngineErrors.of("query", settings, e);
    }
  }

  /** Makes this connection's database, unless it is there. */
  public void createDatabase() {
    execute("CREATE DATABASE IF NOT EXISTS `" + settings.database() + "`", "default");
  }

  /** Runs a statement that has no answer, for example DDL. */
  public void execute(String sql) {
    execute(sql, settings.database());
  }

  private void execute(String sql, String database) {
    CommandSettings commandSettings = new CommandSettings();
    commandSettings.setDatabase(database);
    try (CommandResponse response = await("execute", () -> client.execute(sql, commandSettings))) {
      // Nothing to read: an error would have come as an exception.
    } catch (EngineException e) {
      throw e;
    } catch (Exception e) {
      throw EngineErrors.of("execute", settings, e);
    }
  }

  /**
   * Inserts encoded rows and returns when the engine has them. The tables' engines make a repeat of
   * the same rows change nothing, so that after a {@link RetriableEngineException} the caller just
   * repeats.
   *
   * @param columns in the order in which the rows were encoded
   * @param rowBinary rows in RowBinary; not kept after the return
   * @param length bytes of it that count
   */
  public void insert(String table, List<String> columns, byte[] rowBinary, int length) {
    InsertSettings insertSettings =
        new InsertSettings()
            // Newer servers gather inserts by default; here a return must mean that the rows are
            // there.
            .serverSetting("async_insert", "0");
    try (InsertResponse response =
        await(
            "insert into " + table,
            () ->
                client.insert(
                    table,
                    columns,
                    out -> {
                      out.write(rowBinary, 0, length);
                      out.close();
                    },
                    ClickHouseFormat.RowBinary,
                    insertSettings))) {
      // The answer's statistics are not used.
    }
  }

  /**
   * Asks for a sign of life, with the account's password.
   *
   * @throws EngineException when there is none
   */
  public void ping() {
    query("SELECT 1");
  }

  @Override
  public void close() {
    client.close();
  }

  private static ClickHouseFormat formatOf(String format) {
    try {
      return ClickHouseFormat.valueOf(format);
    } catch (IllegalArgumentException e) {
      throw new FatalEngineException(
          "no such format: " + format + " (JSON, JSONEachRow, CSVWithNames, TSVWithNames, ... )",
          e);
    }
  }

  /** The client throws some faults at the call and others from the future; here both become one. */
  private <T> T await(String deed, Supplier<CompletableFuture<T>> request) {
    try {
      return request.get().get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetriableEngineException(deed + ": interrupted", e);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      throw EngineErrors.of(deed, settings, e);
    }
  }
}
