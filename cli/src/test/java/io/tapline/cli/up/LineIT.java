package io.tapline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapline.agent.kernel.sys.BpfObjectKind;
import io.tapline.cli.host.FreePorts;
import io.tapline.cli.store.RunFile;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole line on the real kernel, with real broker, job, engine and page, against workloads that
 * know their own counts. One line serves all tests, in their order: a start takes its time.
 */
@TestMethodOrder(OrderAnnotation.class)
final class LineIT {
  /** Other lines of this machine trace the same kernel: a name that only this test uses. */
  private static final String COMM = "tl-" + ProcessHandle.current().pid();

  private static final int CALLS = 1_000_000;
  private static final int RUNS = 3;
  private static final String STATEMENT = "SELECT 4711 AS tapline_line_it";
  private static final String NORMALISED = "SELECT ? AS tapline_line_it;";
  private static final int CLIENTS = 2;
  private static final int STATEMENTS_EACH = 500;
  private static final Pattern NUMBER = Pattern.compile("\\b[0-9]+\\b");

  @TempDir private static Path folder;
  private static Tapline tapline;
  private static RunningLine line;

  @BeforeAll
  static void start() throws IOException {
    HostNeeds.rootAndPerl();
    // The engine's unprivileged user has to pass.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    tapline = new Tapline(folder);
    line = RunningLine.start(tapline, folder);
  }

  @AfterAll
  static void close() {
    if (line != null) {
      line.close();
    }
  }

  @Order(1)
  @RepeatedTest(RUNS)
  void everyCountedCallIsStoredAndTheLedgerBalances(RepetitionInfo run) throws Exception {
    CountedCalls.start(COMM, CALLS).await();
    long expected = (long) CALLS * run.getCurrentRepetition();
    line.awaitCalls(COMM, expected);

    assertThat(storedBySqlCommand()).isEqualTo(expected);
    JsonNode sums = tapline.run("audit", "-o", "json").rows();
    assertThat(sums).hasSizeGreaterThanOrEqualTo(6);
    for (JsonNode sum : sums) {
      assertThat(sum.get("difference").asLong()).as("%s", sum).isZero();
    }
    JsonNode calls = of("syscall.latency", sums);
    assertThat(calls.get("stored").asLong()).isGreaterThanOrEqualTo(expected);
  }

  @Order(2)
  @Test
  void everyStatementOfPostgresIsStoredOnceAndWithoutItsLiterals() throws Exception {
    try (CountedStatements postgres = CountedStatements.start()) {
      line.awaitNumber(
          "select count() from tapset_status where tapset = 'pg.query' and state = 'ATTACHED'", 1);
      postgres.run(STATEMENT, CLIENTS, STATEMENTS_EACH);
    }
    line.awaitNumber(
        "select count() from events where tapset = 'pg.query' and key = ['" + NORMALISED + "']",
        CLIENTS * STATEMENTS_EACH);
    line.awaitNumber("select count() from events where arrayExists(k -> k like '%4711%', key)", 0);
  }

  @Order(3)
  @Test
  void thePageAnswersWithTheSameRows() throws Exception {
    // The page reads windows of 10 s, which are written less often than the events.
    await().atMost(Duration.ofSeconds(30)).untilAsserted(LineIT::assertPageHasAll);
    JsonNode health = page("/api/health");
    assertThat(health.toString()).contains("syscall.latency");
  }

  @Order(3)
  @Test
  void aWrongStatementIsAnsweredWithTheServersWords() throws Exception {
    Tapline.Said said = tapline.run("sql", "selec 1");
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.err())
        .startsWith("tapline: query: Code: 62. DB::Exception: Syntax error: failed at position 7")
        .doesNotContain("\tat ");
    assertThat(said.out()).isEmpty();
  }

  @Order(3)
  @Test
  void aSecondUpOnTheFolderIsRefusedAndDisturbsNothing() throws Exception {
    Tapline.Said said =
        tapline.run(
            "up",
            "--data",
            line.file().data(),
            "--port",
            Integer.toString(FreePorts.find(1).get(0)));
    assertThat(said.exitCode()).isEqualTo(6);
    assertThat(said.err())
        .contains("is in use by another tapline up (pid " + line.file().pid() + ")");
    assertThat(tapline.run("sql", "select count() from agents").exitCode()).isZero();
  }

  @Order(4)
  @Test
  void sigtermStopsCleanlyAndLeavesNothingBehind() throws Exception {
    HeldBpfObjects held = HeldBpfObjects.of(line.part("AgentMain").pid());
    assertThat(held.count(BpfObjectKind.PROGRAM)).isGreaterThanOrEqualTo(6);
    assertThat(held.count(BpfObjectKind.MAP)).isGreaterThanOrEqualTo(6);
    List<ProcessHandle> parts = line.parts();
    assertThat(parts).hasSize(4);
    Path data = Path.of(line.file().data());
    assertThat(tapline.current()).isSymbolicLink();

    assertThat(line.stop()).as(line.err()).isZero();

    assertThat(line.out()).contains("syscall.latency").contains("pg.query");
    assertThat(line.err())
        .contains("the ledger balances: every hit is stored")
        .endsWith("stopped cleanly\n");
    assertThat(parts).noneMatch(ProcessHandle::isAlive);
    // The kernel frees programs after the last CPU has left them.
    await().atMost(Duration.ofSeconds(5)).until(() -> held.alive().isEmpty());
    assertThat(RunFile.in(data)).doesNotExist();
    assertThat(tapline.current()).doesNotExist();
    Tapline.Said sql = tapline.run("sql", "select 1");
    assertThat(sql.exitCode()).isEqualTo(3);
    assertThat(sql.err()).startsWith("tapline: no tapline runs on this machine\n");
  }

  @Order(5)
  @Test
  void theNextUpOnTheFolderAnswersForTheOneBefore() throws Exception {
    line.close(); // still up when a test before has failed
    line = RunningLine.start(tapline, folder, "--no-agent");

    assertThat(storedBySqlCommand()).isEqualTo((long) RUNS * CALLS);
    assertThat(countOf("p99_by_key", "key", COMM + " / getppid", "tapset=syscall.latency"))
        .isEqualTo((long) RUNS * CALLS);
    assertThat(countOf("slow_statements", "statement", NORMALISED))
        .isEqualTo(CLIENTS * STATEMENTS_EACH);
    assertPageHasAll();
    for (JsonNode sum : tapline.run("audit", "--settle", "0s", "-o", "json").rows()) {
      assertThat(sum.get("state").asText()).as("%s", sum).isEqualTo("closed");
      assertThat(sum.get("difference").asLong()).as("%s", sum).isZero();
      assertThat(sum.get("hits").asLong())
          .as("%s", sum)
          .isEqualTo(sum.get("stored").asLong() + sum.get("filtered").asLong() + dropped(sum));
    }
    assertThat(line.stop()).as(line.err()).isZero();
  }

  private static long storedBySqlCommand() throws Exception {
    JsonNode rows = tapline.run("sql", CountedCalls.storedOf(COMM), "-o", "json").rows();
    return rows.get(0).elements().next().asLong();
  }

  private static long countOf(String question, String column, String name, String... parameters)
      throws Exception {
    String[] arguments = new String[parameters.length + 5];
    arguments[0] = "query";
    arguments[1] = question;
    System.arraycopy(parameters, 0, arguments, 2, parameters.length);
    arguments[parameters.length + 2] = "limit=100000";
    arguments[parameters.length + 3] = "-o";
    arguments[parameters.length + 4] = "json";
    for (JsonNode row : tapline.run(arguments).rows()) {
      if (row.get(column).asText().equals(name)) {
        return row.get("count").asLong();
      }
    }
    throw new AssertionError(question + " has no " + name);
  }

  private static void assertPageHasAll() throws Exception {
    assertThat(recordsOnPage("syscall.latency", COMM + "\u001fgetppid"))
        .isEqualTo((long) RUNS * CALLS);
    assertThat(recordsOnPage("pg.query", NORMALISED)).isEqualTo(CLIENTS * STATEMENTS_EACH);
  }

  private static long recordsOnPage(String tapset, String key) throws Exception {
    JsonNode top =
        page(
            "/api/top?by=key&last=900&tapset="
                + tapset
                + "&key="
                + URLEncoder.encode(key, StandardCharsets.UTF_8));
    assertThat(top).as("%s", top).hasSize(1);
    return top.get(0).get("records").asLong();
  }

  private static JsonNode page(String path) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(line.file().page()).resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private static JsonNode of(String tapset, JsonNode sums) {
    for (JsonNode sum : sums) {
      if (sum.get("tapset").asText().equals(tapset)) {
        return sum;
      }
    }
    throw new AssertionError("no " + tapset + " in " + sums);
  }

  /** The sum of "ring_full 5, map_full 1". */
  private static long dropped(JsonNode sum) {
    return NUMBER
        .matcher(sum.get("dropped").asText())
        .results()
        .mapToLong(number -> Long.parseLong(number.group()))
        .sum();
  }
}
