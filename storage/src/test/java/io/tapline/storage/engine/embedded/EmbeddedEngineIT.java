package io.tapline.storage.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.tapline.storage.TestFolders;
import io.tapline.storage.engine.ClickHouse;
import io.tapline.storage.engine.ConnectionSettings;
import io.tapline.storage.engine.EngineException;
import io.tapline.storage.engine.FatalEngineException;
import io.tapline.storage.engine.Role;
import io.tapline.storage.migrate.Migrations;
import io.tapline.storage.row.HopRow;
import io.tapline.storage.row.HopRowEncoder;
import io.tapline.storage.row.RowBinaryWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine's process promises beyond the contract of every engine. */
class EmbeddedEngineIT {
  private static Path library;

  private Path folder;

  @BeforeAll
  static void fetch() {
    library = EngineLibrary.pinned().fetch((step, done, total) -> {});
  }

  @BeforeEach
  void makeFolder() throws IOException {
    folder = TestFolders.create();
  }

  @AfterEach
  void removeFolder() throws IOException {
    TestFolders.delete(folder);
  }

  @Test
  void runsAsUnprivilegedUserInEveryThread() throws IOException {
    assumeRoot();
    try (EmbeddedEngine engine = start();
        Stream<Path> threads = Files.list(proc(engine).resolve("task"))) {
      List<Path> tasks = threads.toList();
      String id = Integer.toString(EngineOptions.UNPRIVILEGED_ID);
      int seen = 0;
      for (Path task : tasks) {
        List<String> status;
        try {
          status = Files.readAllLines(task.resolve("status"));
        } catch (IOException ended) {
          continue; // a thread of the engine's pools that ended since the listing
        }
        seen++;
        assertThat(status)
            .contains(
                String.join("\t", "Uid:", id, id, id, id),
                String.join("\t", "Gid:", id, id, id, id),
                "CapPrm:\t0000000000000000",
                "CapEff:\t0000000000000000");
        assertThat(status).anyMatch(line -> line.strip().equals("Groups:"));
      }
      assertThat(seen).isGreaterThan(5);
    }
  }

  @Test
  void keepsItsFolderAndTheCredentialsToTheirOwners() throws IOException {
    try (EmbeddedEngine engine = start()) {
      EngineOptions options = engine.options();
      assertThat(mode(options.folder())).isEqualTo("rwx------");
      assertThat(mode(options.credentials())).isEqualTo("rw-------");
      assertThat(mode(options.folder().resolve("users.xml"))).isEqualTo("rw-------");
      String users = Files.readString(options.folder().resolve("users.xml"));
      assertThat(users).doesNotContain(engine.settings(Role.READER).password());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count() FROM tapline.events",
        "SELECT count() FROM numbers(10)",
        "SELECT * FROM file('/etc/passwd', 'LineAsString')",
        "SELECT * FROM file('/dev/stdin', 'LineAsString')",
        "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')",
        "CREATE TEMPORARY TABLE t (a Int8)",
        "CREATE DATABASE mine",
        "SYSTEM STOP LISTEN HTTP",
        "SYSTEM SHUTDOWN"
      })
  void passwordlessAccountMayNot(String sql) {
    try (EmbeddedEngine engine = start();
        ClickHouse anybody =
            ClickHouse.connect(
                new ConnectionSettings(
                    engine.settings(Role.READER).url(), "default", "", "default"))) {
      assertThatThrownBy(() -> anybody.execute(sql)).isInstanceOf(FatalEngineException.class);
    }
  }

  @Test
  void keepsRowsAndPasswordsOverARestart() {
    String password;
    try (EmbeddedEngine engine = start()) {
      password = engine.settings(Role.WRITER).password();
      migrate(engine);
      insertHops(engine, 0, 100);
    }
    try (EmbeddedEngine engine = start()) {
      assertThat(engine.settings(Role.WRITER).password()).isEqualTo(password);
      assertThat(migrate(engine)).as("migrations applied at the second start").isZero();
      assertThat(count(engine)).isEqualTo(100);
    }
  }

  @Test
  void killedInTheMiddleOfInsertsKeepsWhatItAcknowledged() throws InterruptedException {
    AtomicInteger acknowledged = new AtomicInteger();
    EmbeddedEngine killed = start();
    migrate(killed);
    Thread inserting =
        new Thread(
            () -> {
              try {
                for (int batch = 0; ; batch++) {
                  insertHops(killed, batch * 500, 500);
                  acknowledged.incrementAndGet();
                }
              } catch (EngineException e) {
                // The engine is gone: that is the point.
                Thread.currentThread().interrupt();
              }
            });
    inserting.start();
    await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.get() > 20);
    killed.process().destroyForcibly();
    inserting.join(TimeUnit.SECONDS.toMillis(30));
    killed.close();
    try (EmbeddedEngine engine = start()) {
      long kept = count(engine);
      assertThat(kept).isBetween(acknowledged.get() * 500L, (acknowledged.get() + 1) * 500L);
      // The writer repeats what was not acknowledged; nothing is there twice.
      insertHops(engine, acknowledged.get() * 500, 500);
      assertThat(count(engine)).isEqualTo((acknowledged.get() + 1) * 500L);
    }
  }

  @Test
  void secondEngineOnTheSameFolderIsRefused() {
    try (EmbeddedEngine first = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(EmbeddedEngineException.class)
          .hasMessageContaining("another engine runs on " + folder);
      assertThat(first.process().isAlive()).isTrue();
    }
  }

  @Test
  void portInUseIsRefusedByNumber() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      EngineOptions options = EngineOptions.of(folder, library).withHttpPort(taken.getLocalPort());
      assertThatThrownBy(() -> EmbeddedEngine.start(options))
          .isInstanceOf(EmbeddedEngineException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("in use");
    }
  }

  @Test
  void folderBelowAClosedOneIsRefusedWithTheFoldersName() throws IOException {
    assumeRoot();
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    assertThatThrownBy(
            () -> EmbeddedEngine.start(EngineOptions.of(closed.resolve("data"), library)))
        .isInstanceOf(EmbeddedEngineException.class)
        .hasMessageContaining("cannot pass through " + closed)
        .hasMessageContaining("chmod o+x " + closed);
  }

  @Test
  void missingLibraryIsNamed() {
    Path missing = folder.resolve("libchdb.so");
    assertThatThrownBy(() -> EmbeddedEngine.start(EngineOptions.of(folder, missing)))
        .isInstanceOf(EmbeddedEngineException.class)
        .hasMessageContaining(missing.toString());
  }

  @Test
  void rootIsRefusedAsItsUser() {
    assumeRoot();
    EngineOptions asRoot = new EngineOptions(folder, library, 0, 0, 0);
    assertThatThrownBy(() -> EmbeddedEngine.start(asRoot))
        .isInstanceOf(EmbeddedEngineException.class)
        .hasMessageContaining("must not run as root");
  }

  @Test
  void saysReadyOnceAndEndsWithStatusZeroWhenItsInputEnds() throws Exception {
    Process process =
        new ProcessBuilder(EmbeddedEngine.command(EngineOptions.of(folder, library)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out = process.inputReader()) {
      String ready = out.readLine();
      assertThat(ready)
          .matches(
              "READY \\{\"url\":\"http://127\\.0\\.0\\.1:\\d+\",\"pid\":" + process.pid() + "}");
      process.getOutputStream().close();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(out.readLine()).as("nothing but READY on stdout").isNull();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void stopsInOrderOnSigterm() throws Exception {
    EmbeddedEngine engine = start();
    engine.process().destroy();
    assertThat(engine.process().onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    engine.close();
    assertThat(folder.resolve("clickhouse/data/status"))
        .as("removed by an orderly stop")
        .doesNotExist();
  }

  @Test
  void startsFromClassesThatOnlyRootReads() throws Exception {
    assumeRoot();
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    Path classes = Path.of("target/classes").toAbsolutePath();
    copy(classes, closed.resolve("classes"));
    List<String> command =
        EmbeddedEngine.command(EngineOptions.of(folder, library)).stream()
            .map(word -> word.replace(classes.toString(), closed.resolve("classes").toString()))
            .toList();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var out = process.inputReader()) {
      assertThat(out.readLine()).startsWith("READY ");
      process.getOutputStream().close();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(from)) {
      paths = walk.toList();
    }
    for (Path path : paths) {
      Files.copy(path, to.resolve(from.relativize(path)));
    }
  }

  private EmbeddedEngine start() {
    return EmbeddedEngine.start(
        EngineOptions.of(folder, library), Duration.ofSeconds(60), line -> {});
  }

  private static int migrate(EmbeddedEngine engine) {
    try (ClickHouse migrator = ClickHouse.connect(engine.settings(Role.MIGRATOR))) {
      return Migrations.apply(migrator);
    }
  }

  private static void insertHops(EmbeddedEngine engine, int from, int count) {
    HopRowEncoder encoder = new HopRowEncoder();
    RowBinaryWriter rows = new RowBinaryWriter();
    for (int i = from; i < from + count; i++) {
      encoder.encode(new HopRow("a", "h", i, "t", "received", 1, 4_000_000_000_000L), rows);
    }
    try (ClickHouse writer = ClickHouse.connect(engine.settings(Role.WRITER))) {
      writer.insert(encoder.table(), encoder.columns(), rows.array(), rows.length());
    }
  }

  private static long count(EmbeddedEngine engine) {
    try (ClickHouse reader = ClickHouse.connect(engine.settings(Role.READER))) {
      return (Long) reader.query("SELECT count() FROM hops").rows().get(0).get(0);
    }
  }

  private static Path proc(EmbeddedEngine engine) {
    return Path.of("/proc", Long.toString(engine.process().pid()));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void assumeRoot() {
    assumeThat(System.getProperty("user.name"))
        .as("needs root, to see it given up")
        .isEqualTo("root");
  }
}
