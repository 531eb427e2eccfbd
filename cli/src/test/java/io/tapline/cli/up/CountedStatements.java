package io.tapline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of its own, as user postgres on a Unix socket, and pgbench, which runs a statement
 * as often as it is told.
 */
final class CountedStatements implements AutoCloseable {
  private static final Path INSTALLATIONS = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path folder;
  private final Process server;

  private CountedStatements(Path programs, Path folder, Process server) {
    this.programs = programs;
    this.folder = folder;
    this.server = server;
  }

  static CountedStatements start() throws Exception {
    Optional<Path> found = programs();
    assumeTrue(found.isPresent(), "missing tool: PostgreSQL (apt install postgresql)");
    Path programs = found.get();
    Path folder = Files.createTempDirectory("tapline-postgres");
    run(List.of("chown", "postgres", folder.toString()));
    Path data = folder.resolve("data");
    run(as(programs.resolve("initdb"), "-D", data, "-A", "trust", "--no-sync"));
    List<String> serve =
        as(programs.resolve("postgres"), "-D", data, "-k", folder, "-c", "listen_addresses=");
    Process server =
        new ProcessBuilder(serve)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    CountedStatements postgres = new CountedStatements(programs, folder, server);
    try {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> execute(as(programs.resolve("pg_isready"), "-h", folder)).waitFor() == 0);
      return postgres;
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  /** Runs one statement {@code clients} times {@code each}. */
  void run(String statement, int clients, int each) throws Exception {
    Path script = folder.resolve("statement.sql");
    Files.writeString(script, statement + ";\n");
    run(
        as(
            programs.resolve("pgbench"),
            "-h",
            folder,
            "-U",
            "postgres",
            "-n",
            "-f",
            script,
            "-c",
            clients,
            "-t",
            each,
            "postgres"));
  }

  @Override
  public void close() throws Exception {
    server.destroy();
    assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
    }
  }

  private static Optional<Path> programs() throws IOException {
    if (!Files.isDirectory(INSTALLATIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(INSTALLATIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("pgbench")))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  private static List<String> as(Path program, Object... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    command.add(program.toString());
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    return command;
  }

  private static Process execute(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .directory(Path.of("/").toFile())
        .redirectErrorStream(true)
        .start();
  }

  private static void run(List<String> command) throws Exception {
    Process process = execute(command);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
  }
}
