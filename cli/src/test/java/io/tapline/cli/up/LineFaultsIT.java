package io.tapline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each part of a live line is killed while counted calls are under way: nothing that a probe saw is
 * lost or counted twice, but for what an agent takes with it, and that is said. Then everything is
 * read from Kafka again, and no number changes.
 */
@TestMethodOrder(OrderAnnotation.class)
final class LineFaultsIT {
  private static final int CALLS = 400_000;

  /** Other lines of this machine trace the same kernel: names that only this test uses. */
  private static final String PREFIX = "tl" + ProcessHandle.current().pid() + "-";

  @TempDir private static Path folder;
  private static Tapline tapline;
  private static RunningLine line;
  private static String sums = "";
  private static List<?> before = List.of();

  @BeforeAll
  static void start() throws IOException {
    HostNeeds.rootAndPerl();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    tapline = new Tapline(folder);
    line = RunningLine.start(tapline, folder, "--tapsets", "syscall.latency,proc.exec");
  }

  @AfterAll
  static void close() {
    if (line != null) {
      line.close();
    }
  }

  @Order(1)
  @ParameterizedTest(name = "{0}")
  @CsvSource({"broker, BrokerMain", "clickhouse, ClickHouseMain", "flink, FlinkMain"})
  void aKilledPartComesBackAndNothingIsLostOrCountedTwice(String name, String main)
      throws Exception {
    String comm = PREFIX + name.charAt(0);
    CountedCalls calls = CountedCalls.start(comm, CALLS);
    ProcessHandle part = line.part(main);
    assertThat(part.destroyForcibly()).isTrue();
    line.awaitTalk(name + " (pid " + part.pid() + ") was ended by signal 9; its log: ");
    calls.await();
    line.awaitTalk(name + " is back");
    CountedCalls.start(comm, CALLS).await();
    line.awaitCalls(comm, 2L * CALLS);
  }

  @Order(2)
  @Test
  void aKilledAgentTakesAtMostWhatItHadNotHandedOverAndTheAuditSaysSo() throws Exception {
    CountedCalls.start(PREFIX + "befor", CALLS).await();
    line.awaitCalls(PREFIX + "befor", CALLS);

    CountedCalls calls = CountedCalls.start(PREFIX + "durin", CALLS);
    ProcessHandle agent = line.part("AgentMain");
    HeldBpfObjects held = HeldBpfObjects.of(agent.pid());
    assertThat(agent.destroyForcibly()).isTrue();
    line.awaitTalk("agent is back");
    calls.await();
    await().atMost(Duration.ofSeconds(5)).until(() -> held.alive().isEmpty());
    CountedCalls.start(PREFIX + "after", CALLS).await();
    line.awaitCalls(PREFIX + "after", CALLS);
    line.awaitCalls(PREFIX + "befor", CALLS);
    assertThat(line.number(CountedCalls.storedOf(PREFIX + "durin"))).isBetween(0L, (long) CALLS);

    Tapline.Said audit = tapline.run("audit", "-o", "json");
    List<JsonNode> killed = new ArrayList<>();
    for (JsonNode sum : audit.rows()) {
      assertThat(sum.get("difference").asLong()).as("%s", sum).isZero();
      if (sum.get("state").asText().equals("killed")) {
        killed.add(sum);
      }
    }
    assertThat(killed).hasSize(2);
    assertThat(killed)
        .allSatisfy(
            sum ->
                assertThat(sum.get("note").asText())
                    .startsWith("the agent ended without a last word after ")
                    .contains("records that waited or were under way"));
  }

  @Order(3)
  @Test
  void stopsInOrderThoughEveryPartHasDiedOnce() throws Exception {
    // The longer windows are written less often: three resolutions, one sum for each workload.
    line.awaitNumber(
        "select toInt64(countIf(c = 3 and u = 1)) from (select count() as c, uniqExact(total) as u"
            + " from (select windows.key as k, sum(windows.count) as total from windows"
            + " where startsWith(windows.key[1], '"
            + PREFIX
            + "') and windows.key[1] != '"
            + PREFIX
            + "durin'"
            + " and windows.key[2] = 'getppid' group by windows.key, resolution) group by k)",
        5);
    sums = sumsBefore(System.currentTimeMillis() - 10_000);
    before = line.rows(sums);
    assertThat(line.stop()).as(line.err()).isZero();
    assertThat(line.err()).contains("the ledger balances").endsWith("stopped cleanly\n");
  }

  @Order(4)
  @Test
  void readingEverythingFromKafkaAgainChangesNoNumber() throws Exception {
    line.close(); // still up when a test before has failed
    assertThat(before).as("three resolutions, five workloads, events").hasSizeGreaterThan(15);
    delete(folder.resolve("data").resolve("flink"));
    long again = System.currentTimeMillis();
    line = RunningLine.start(tapline, folder, "--no-agent");
    // Equal counts replace each other: a hop's newer time says that its last batch came once more.
    line.awaitNumber(
        "select count() from hops where hop = 'received' and toUnixTimestamp64Milli(time) < "
            + again,
        0);
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(line.rows(sums)).isEqualTo(before));
    assertThat(tapline.run("audit").exitCode()).isZero();
    assertThat(line.stop()).as(line.err()).isZero();
  }

  /** What can no longer change: the counted processes have ended, these events are old. */
  private static String sumsBefore(long unixMillis) {
    return String.format(
        Locale.ROOT,
        """
        select * from (
        select concat('windows of ', toString(resolution), ' s, ', windows.key[1]) as what,
            toInt64(sum(windows.count)), toInt64(sum(windows.sum)),
            toInt64(sum(arraySum(mapValues(windows.buckets))))
        from windows where startsWith(windows.key[1], '%s') group by what
        union all
        select 'events' as what, toInt64(count()), toInt64(sum(value)), toInt64(sum(pid)) from events
        where toUnixTimestamp64Milli(time) < %d
        ) order by what
        """,
        PREFIX,
        unixMillis);
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
