package io.tapline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.cli.output.Rows;
import io.tapline.cli.output.Terminal;
import io.tapline.cli.process.ChildSpec;
import io.tapline.cli.process.FakeChild;
import io.tapline.cli.process.RestartPolicy;
import io.tapline.cli.store.LineQuestions;
import io.tapline.cli.store.RunFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole course of an {@code up}, with small Java processes for parts. */
final class UpRunTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicInteger polls = new AtomicInteger();

  @Test
  void startsShowsAndStopsInTheOrderOfTheRecords() throws Exception {
    FakeParts parts = new FakeParts(folder);
    assertThat(run(parts, settings(Optional.of(Duration.ofMillis(300))))).isEqualTo(ExitCode.OK);
    assertThat(Files.readAllLines(parts.course))
        .containsExactlyInAnyOrder(
            "broker up",
            "clickhouse up",
            "agent up",
            "flink up",
            "agent down",
            "flink down",
            "broker down",
            "clickhouse down");
    assertThat(Files.readAllLines(parts.course).subList(4, 8))
        .containsExactly("agent down", "flink down", "broker down", "clickhouse down");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("pg.query").contains("1234");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("http://127.0.0.1:7070/")
        .contains("the ledger balances")
        .endsWith("stopped cleanly\n");
  }

  @Test
  void waitsUntilTheJobHasEverythingBeforeItStopsTheJob() throws Exception {
    FakeParts parts = new FakeParts(folder);
    run(parts, settings(Optional.of(Duration.ofMillis(100))));
    assertThat(polls.get()).as("asked until nothing was behind").isGreaterThanOrEqualTo(3);
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("still in Kafka");
  }

  @Test
  void leavesNothingBehind() throws Exception {
    FakeParts parts = new FakeParts(folder);
    run(parts, settings(Optional.of(Duration.ofMillis(100))));
    assertThat(RunFile.in(folder)).doesNotExist();
    assertThat(folder.resolve("run").resolve("current")).doesNotExist();
    assertThat(folder.resolve("tmp")).doesNotExist();
    assertThat(ProcessHandle.current().descendants().filter(UpRunTest::isFake)).isEmpty();
  }

  @Test
  void publishesWhereItRunsForItsOwnerOnly() throws Exception {
    FakeParts parts = new FakeParts(folder);
    CompletableFuture<ExitCode> ended = new CompletableFuture<>();
    UpRun up = upRun(settings(Optional.empty()));
    Thread runner = new Thread(() -> ended.complete(execute(up, parts)));
    runner.start();
    await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(RunFile.in(folder)));
    RunFile file = RunFile.read(folder.resolve("run").resolve("current"));
    assertThat(file.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(Files.getPosixFilePermissions(RunFile.in(folder))).hasSize(2);
    up.stopRequest().make(StopRequest.Reason.SIGNAL);
    assertThat(ended.get()).isEqualTo(ExitCode.OK);
  }

  @Test
  void saysWhichPartDiesAgainAndAgainAndEndsWithItsCode() throws Exception {
    FakeParts parts = new FakeParts(folder);
    parts.flinkDoes = List.of("say", "no slot", "ready", "exit", "9");
    assertThat(run(parts, settings(Optional.empty()))).isEqualTo(ExitCode.PARTIAL);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("flink (pid ")
        .contains("ended with exit code 9")
        .contains("starting it again in 10 ms")
        .contains("it died too often, stopping")
        .contains("no slot");
  }

  @Test
  void stopsWhatItStartedWhenAPartDoesNotGetReady() throws Exception {
    FakeParts parts = new FakeParts(folder);
    parts.agentDoes = List.of("say", "bpf: not permitted", "exit", "4");
    assertThatThrownBy(() -> run(parts, settings(Optional.empty())))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ExitCode.PARTIAL);
              assertThat(failure).hasMessageContaining("agent (pid").hasMessageContaining("code 4");
            });
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("bpf: not permitted");
    assertThat(ProcessHandle.current().descendants().filter(UpRunTest::isFake)).isEmpty();
  }

  @Test
  void tracesNothingWithoutAgent() throws Exception {
    FakeParts parts = new FakeParts(folder);
    UpSettings all = settings(Optional.of(Duration.ofMillis(100)));
    run(
        parts,
        new UpSettings(
            all.data(),
            all.pagePort(),
            all.time(),
            all.tapsets(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    assertThat(Files.readAllLines(parts.course)).noneMatch(line -> line.startsWith("agent"));
  }

  private ExitCode run(FakeParts parts, UpSettings settings) throws Exception {
    UpRun up = upRun(settings);
    try (DataFolder data = DataFolder.open(folder);
        Line line = line(up)) {
      return up.run(data, line, parts, addresses(), folder.resolve("credentials"), () -> {});
    }
  }

  private ExitCode execute(UpRun up, FakeParts parts) {
    try (DataFolder data = DataFolder.open(folder);
        Line line = line(up)) {
      return up.run(data, line, parts, addresses(), folder.resolve("credentials"), () -> {});
    } catch (InterruptedException e) {
      return ExitCode.INTERRUPTED;
    }
  }

  private Line line(UpRun up) {
    return new Line(
        screen(),
        new PartEvents(screen(), up.stopRequest()),
        () -> new RestartPolicy(2, Duration.ofMinutes(1), Duration.ofMillis(10)),
        Clock.systemUTC());
  }

  private UpRun upRun(UpSettings settings) {
    Path link = folder.resolve("run").resolve("current");
    return new UpRun(settings, screen(), new FakeRooms(), new CurrentLink(link));
  }

  private Screen screen() {
    return new Screen(
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            false));
  }

  private UpSettings settings(Optional<Duration> time) {
    return new UpSettings(
        folder,
        7070,
        time,
        "default",
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Addresses addresses() {
    return new Addresses("127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3");
  }

  private static boolean isFake(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains(FakeChild.class.getName());
  }

  private static final class FakeParts implements Parts {
    private final Path folder;
    private final Path course;
    private List<String> flinkDoes;
    private List<String> agentDoes;

    FakeParts(Path folder) {
      this.folder = folder.resolve("fakes");
      this.course = folder.resolve("course");
      this.flinkDoes = course("flink");
      this.agentDoes = course("agent");
    }

    @Override
    public ChildSpec broker() {
      return spec("broker", course("broker"));
    }

    @Override
    public ChildSpec clickhouse() {
      return spec("clickhouse", course("clickhouse"));
    }

    @Override
    public ChildSpec flink(String kafka, String clickhouse) {
      return spec("flink", flinkDoes);
    }

    @Override
    public ChildSpec agent(String kafka) {
      return spec("agent", agentDoes);
    }

    private List<String> course(String name) {
      String file = course.toString();
      return List.of("append", file, name + " up", "ready", "append-at-end", file, name + " down");
    }

    private ChildSpec spec(String name, List<String> does) {
      return FakeChild.spec(name, folder, does.toArray(String[]::new));
    }
  }

  private final class FakeRooms implements Rooms {
    @Override
    public Path engineLibrary(Consumer<String> progress) {
      return folder;
    }

    @Override
    public void topics(String bootstrap) {
      throw new AssertionError("the embedded broker makes its own topics");
    }

    @Override
    public void job(String url) {
      throw new AssertionError("the embedded Flink is given its job");
    }

    @Override
    public void migrate(Path credentials) {
      assertThat(credentials).hasFileName("credentials");
    }

    @Override
    public LineQuestions questions(Path credentials, Path agentState) {
      assertThat(agentState).isEqualTo(folder.resolve("agent"));
      return new FakeQuestions();
    }

    @Override
    public Page page(int port, Path credentials) {
      return new Page() {
        @Override
        public String address() {
          return "http://127.0.0.1:" + port + "/";
        }

        @Override
        public void close() {
          polls.get();
        }
      };
    }
  }

  private final class FakeQuestions implements LineQuestions {
    @Override
    public Rows live(Duration span) {
      return new Rows(List.of("tapset", "p99"), List.of(List.of("pg.query", "1234")));
    }

    @Override
    public long recordsBehind() {
      return polls.incrementAndGet() < 3 ? 17 : 0;
    }

    @Override
    public Rows summary() {
      return live(Duration.ZERO);
    }

    @Override
    public Balance balance(Instant until) {
      assertThat(until).isAfter(Instant.now().minusSeconds(10));
      return new Balance(new Rows(List.of("difference"), List.of(List.of(0))), true, true);
    }

    @Override
    public void close() {
      polls.get();
    }
  }
}
