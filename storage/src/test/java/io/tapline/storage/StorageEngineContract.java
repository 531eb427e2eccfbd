package io.tapline.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.offset;

import io.tapline.schemas.BucketLayout;
import io.tapline.storage.engine.ClickHouse;
import io.tapline.storage.engine.ConnectionSettings;
import io.tapline.storage.engine.FatalEngineException;
import io.tapline.storage.engine.QueryResult;
import io.tapline.storage.engine.RetriableEngineException;
import io.tapline.storage.engine.Role;
import io.tapline.storage.migrate.Migrations;
import io.tapline.storage.query.Audit;
import io.tapline.storage.query.AuditReport;
import io.tapline.storage.query.NamedQueries;
import io.tapline.storage.query.NamedQuery;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every engine behind the shelf must do: the embedded one and a server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StorageEngineContract {
  private static final Path GOLDENS = Path.of("src/test/resources/queries");
  private static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");
  private static final Clock CLOCK = Clock.fixed(Seed.END, ZoneOffset.UTC);

  private final Seed seed = new Seed();
  private ClickHouse migrator;
  private ClickHouse writer;
  private ClickHouse reader;

  /** Starts the engine. */
  abstract void start() throws IOException;

  /** Stops it. */
  abstract void stop() throws IOException;

  abstract ConnectionSettings settings(Role role);

  @BeforeAll
  void startAndSeed() throws IOException {
    start();
    migrator = ClickHouse.connect(settings(Role.MIGRATOR));
    writer = ClickHouse.connect(settings(Role.WRITER));
    reader = ClickHouse.connect(settings(Role.READER));
    Migrations.apply(migrator);
    // Twice: whatever these tests see must not show that every batch was replayed.
    seed.insert(writer);
    seed.insert(writer);
  }

  @AfterAll
  void closeAndStop() throws IOException {
    if (migrator != null) {
      migrator.close();
      writer.close();
      reader.close();
    }
    stop();
  }

  static List<String> queryNames() {
    return NamedQueries.bundled().list().stream().map(NamedQuery::name).toList();
  }

  @ParameterizedTest
  @MethodSource("queryNames")
  void queryAnswersAsItsGolden(String name) throws IOException {
    QueryResult result = NamedQueries.bundled().ask(reader, name, given(name), CLOCK);
    StringBuilder text = new StringBuilder(String.join("\t", result.names())).append('\n');
    result.rows().forEach(row -> text.append(text(row)).append('\n'));
    Path golden = GOLDENS.resolve(name + ".expected");
    if (REWRITE) {
      Files.createDirectories(GOLDENS);
      Files.writeString(golden, text);
    }
    assertThat(text.toString()).isEqualTo(Files.readString(golden));
    assertThat(result.rows()).as("a golden without rows proves nothing").isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("queryNames")
  void queryAnswersTheColumnsOfItsHeader(String name) {
    NamedQuery query = NamedQueries.bundled().get(name);
    QueryResult result = NamedQueries.bundled().ask(reader, name, given(name), CLOCK);
    assertThat(result.names())
        .isEqualTo(query.columns().stream().map(io.tapline.storage.query.Column::name).toList());
  }

  @Test
  void quantilesFromBucketsAreWithinTheLayoutsError() {
    QueryResult result =
        NamedQueries.bundled().ask(reader, "p99_by_host", given("p99_by_host"), CLOCK);
    assertThat(result.rows()).hasSize(2);
    for (int row = 0; row < 2; row++) {
      List<Long> truth = new ArrayList<>();
      seed.latencies.get((String) result.value(row, "host")).values().forEach(truth::addAll);
      truth.sort(null);
      assertThat(result.value(row, "count")).isEqualTo((long) truth.size());
      for (Map.Entry<String, Double> quantile : Map.of("p50", 0.5, "p99", 0.99).entrySet()) {
        long exact = truth.get((int) Math.ceil(quantile.getValue() * truth.size()) - 1);
        assertThat((Double) result.value(row, quantile.getKey()))
            .as(quantile.getKey())
            .isCloseTo((double) exact, offset(exact * BucketLayout.RELATIVE_ERROR * 1.000001));
      }
    }
  }

  @Test
  void hourlyRollUpCountsAWindowOnceHoweverOftenItWasEmitted() {
    QueryResult hourly =
        reader.query(
            "SELECT sum(arraySum(mapValues(buckets))), sum(arraySum(x -> x.count, mapValues(minutes)))"
                + " FROM windows_hourly WHERE tapset = 'syscalls'");
    long records =
        seed.latencies.values().stream()
            .flatMap(ofHost -> ofHost.values().stream())
            .mapToLong(List::size)
            .sum();
    assertThat(hourly.rows().get(0)).containsExactly(records, records);
  }

  @Test
  void auditBalancesAndNamesWhatWasLost() {
    AuditReport report = Audit.ask(reader, CLOCK, Duration.ofSeconds(60), Duration.ofSeconds(0));
    assertThat(report.lines()).hasSize(1);
    assertThat(report.lines().get(0).hops().get(0).dropped())
        .containsEntry("ring_full", 4L)
        .containsEntry("filtered", 10L);
    assertThat(report.lines().get(0).balanced()).as("%s", report).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "it's",
        "tab\there",
        "line\nbreak",
        "back\\slash",
        "\\n",
        "täp 漢字 🙂",
        "' OR 1=1 --",
        "{x:String}",
        "\r",
        "%41+&="
      })
  void parametersArriveAsTheyWereGiven(String text) {
    QueryResult result =
        reader.query(
            "SELECT {text:String}, {list:Array(String)}",
            Map.of("text", text, "list", List.of(text, "b")));
    assertThat(result.rows().get(0)).containsExactly(text, List.of(text, "b"));
  }

  @Test
  void timesKeepTheirNanoseconds() {
    Instant time = Instant.parse("2026-11-23T04:05:06.123456789Z");
    QueryResult result = reader.query("SELECT {t:DateTime64(9, 'UTC')}", Map.of("t", time));
    assertThat(result.rows().get(0)).containsExactly(time);
  }

  @Test
  void answersComeInRawFormats() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reader.query("SELECT {n:UInt32} AS n, 'x,y' AS text", Map.of("n", 5), "CSVWithNames", out);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\"n\",\"text\"\n5,\"x,y\"\n");
  }

  @Test
  void rawAnswerThatFailsHalfWayGivesAnErrorAndNothingElse() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(
            () ->
                reader.query(
                    "SELECT throwIf(number = 900000) FROM numbers(1000000)", Map.of(), "CSV", out))
        .isInstanceOf(FatalEngineException.class)
        .hasMessageContaining("FUNCTION_THROW_IF_VALUE_IS_NON_ZERO");
    assertThat(out.size()).isZero();
  }

  @Test
  void unknownFormatIsRefusedByName() {
    assertThatThrownBy(
            () -> reader.query("SELECT 1", Map.of(), "Jason", new ByteArrayOutputStream()))
        .isInstanceOf(FatalEngineException.class)
        .hasMessageContaining("Jason");
  }

  @Test
  void syntaxErrorIsFatalAndCarriesTheServersText() {
    FatalEngineException e =
        catchThrowableOfType(FatalEngineException.class, () -> reader.query("SELECT (1"));
    assertThat(e).hasMessageContaining("Syntax error").hasMessageContaining("position");
    assertThat(e.code()).isEqualTo(62);
  }

  @Test
  void timeoutIsRetriable() {
    RetriableEngineException e =
        catchThrowableOfType(
            RetriableEngineException.class,
            () ->
                reader.query(
                    "SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 1"
                        + " SETTINGS max_execution_time = 1"));
    assertThat(e.code()).isEqualTo(159);
  }

  @Test
  void noServerIsRetriable() throws IOException {
    int closedPort;
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      closedPort = socket.getLocalPort();
    }
    try (ClickHouse nobody =
        ClickHouse.connect(
            new ConnectionSettings("http://127.0.0.1:" + closedPort, "u", "p", "tapline"))) {
      assertThatThrownBy(nobody::ping)
          .isInstanceOf(RetriableEngineException.class)
          .hasMessageContaining("127.0.0.1:" + closedPort);
    }
  }

  @Test
  void wrongPasswordIsFatal() {
    ConnectionSettings right = settings(Role.READER);
    try (ClickHouse wrong =
        ClickHouse.connect(
            new ConnectionSettings(right.url(), right.user(), "wrong", right.database()))) {
      assertThatThrownBy(wrong::ping)
          .isInstanceOf(FatalEngineException.class)
          .hasMessageContaining("Authentication failed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO hops (hop) VALUES ('x')",
        "ALTER TABLE events DELETE WHERE 1",
        "DROP TABLE events",
        "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')",
        "SELECT * FROM file('/etc/passwd', 'LineAsString')",
        "SELECT * FROM remote('127.0.0.1', 'system.one')",
        "SELECT * FROM mysql('127.0.0.1:1', 'a', 'b', 'c', 'd')",
        "SELECT * FROM executable('x', 'CSV', 'a String')",
        "SELECT * FROM system.users",
        "CREATE TEMPORARY TABLE t (a Int8)",
        "SELECT 1 SETTINGS readonly = 0",
        "SELECT 1 SETTINGS max_memory_usage = 100000000000"
      })
  void readerMayNot(String sql) {
    assertThatThrownBy(() -> reader.execute(sql)).isInstanceOf(FatalEngineException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count() FROM events",
        "ALTER TABLE events DELETE WHERE 1",
        "TRUNCATE TABLE hops",
        "CREATE TABLE t (a Int8) ENGINE = Memory"
      })
  void writerMayNot(String sql) {
    assertThatThrownBy(() -> writer.execute(sql))
        .isInstanceOf(FatalEngineException.class)
        .hasMessageContaining("Not enough privileges");
  }

  private Map<String, String> given(String name) {
    Map<String, String> given = new HashMap<>();
    NamedQueries.bundled()
        .get(name)
        .parameters()
        .forEach(
            parameter -> {
              switch (parameter.name()) {
                case "from" -> given.put("from", Long.toString(Seed.START.getEpochSecond()));
                case "seconds" -> given.put("seconds", "60");
                case "step" -> given.put("step", "20");
                case "tapset" -> given.put("tapset", "syscalls");
                default -> {
                  // Its default.
                }
              }
            });
    if (name.equals("latency_heatmap")) {
      given.put("host", "alpha");
      given.put("key", "read / nginx");
      given.put("step", "60");
    }
    if (name.equals("recent_events") || name.equals("page_events")) {
      given.put("tapset", "exec");
      given.put("limit", "5");
    }
    if (name.equals("event_rate")) {
      given.put("tapset", "");
    }
    return given;
  }

  private static String text(List<?> row) {
    List<String> cells = new ArrayList<>();
    for (Object value : row) {
      // Six digits: the last bits of pow() differ between processors.
      cells.add(
          value instanceof Double number
              ? String.format(java.util.Locale.ROOT, "%.6g", number)
              : String.valueOf(value)
                  .replace("\\", "\\\\")
                  .replace("\t", "\\t")
                  .replace("\n", "\\n"));
    }
    return String.join("\t", cells);
  }
}
