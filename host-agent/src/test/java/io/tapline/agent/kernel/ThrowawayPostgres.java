package io.tapline.agent.kernel;

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

/** A PostgreSQL cluster of its own in a temporary folder, on a Unix socket, as user postgres. */
final class ThrowawayPostgres implements AutoCloseable {
  private static final Path INSTALLATIONS = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path folder;
  private final Process server;

  private ThrowawayPostgres(Path programs, Path folder, Process server) {
    this.programs = programs;
    this.folder = folder;
    this.server = server;
  }

  static ThrowawayPostgres start() throws Exception {
    Optional<Path> programs = programs();
    assumeTrue(programs.isPresent(), "missing tool: PostgreSQL (apt install postgresql)");
    Path folder = Files.createTempDirectory("tapline-postgres");
    run(List.of("chown", "postgres", folder.toString()));
    Path data = folder.resolve("data");
    run(as(programs.get().resolve("initdb"), "-D", data, "-A", "trust", "--no-sync"));
    Process server =
        new ProcessBuilder(
                as(
                    programs.get().resolve("postgres"),
                    "-D",
                    data,
                    "-k",
                    folder,
                    "-c",
                    "listen_addresses=",
                    "-c",
                    "fsync=off"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    ThrowawayPostgres postgres = new ThrowawayPostgres(programs.get(), folder, server);
    try {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> execute(as(programs.get().resolve("pg_isready"), "-h", folder)).waitFor() == 0);
      return postgres;
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  Path binary() throws IOException {
    return programs.resolve("postgres").toRealPath();
  }

  /** The server's pid: setpriv becomes the server by exec, so it is the child's. */
  long pid() {
    return server.pid();
  }

  /** Runs statements, one transaction each. */
  void sql(String... statements) throws Exception {
    List<Object> arguments = new ArrayList<>(List.of("-h", folder, "-U", "postgres", "-qtA"));
    for (String statement : statements) {
      arguments.addAll(List.of("-c", statement));
    }
    run(as(programs.resolve("psql"), arguments.toArray()));
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
          .map(v -> v.resolve("bin"))
          .filter(b -> Files.isExecutable(b.resolve("initdb")))
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
