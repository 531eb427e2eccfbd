package io.tapline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.cli.host.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command says to what cannot work: a line, a remedy, an exit code, no stack trace. */
final class BadInputIT {
  @TempDir private Path folder;
  private Tapline tapline;

  @BeforeEach
  void place() {
    tapline = new Tapline(folder);
  }

  @ParameterizedTest(name = "tapline {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "up --port 0                      | 2 | --port 0 is not a port; 1 to 65535 | tapline up --help",
        "up --for soon                    | 2 | soon                               | tapline up --help",
        "up --clickhouse http://ch:8123   | 2 | --clickhouse and --credentials go together | --help",
        "up --no-agent --data /dev/null/x | 4 | cannot use data folder /dev/null/x: Not a directory | --data DIR",
        "sql --data /nowhere anything       | 3 | no tapline runs on /nowhere        | sudo ./tapline up",
        "sql anything                       | 3 | no tapline runs on this machine    | sudo ./tapline up",
        "query p99_by_hots                | 2 | no question is named 'p99_by_hots' | did you mean 'p99_by_host'?",
        "list probes tracepint:block:*    | 2 | no provider is named 'tracepint'   | did you mean 'tracepoint'?",
        "audit --seconds never            | 2 | never                              | tapline audit --help",
      })
  void isAnsweredWithALineARemedyAndACode(String command, int exitCode, String line, String remedy)
      throws Exception {
    Tapline.Said said = tapline.run(command.split("\\s+", -1));
    assertSaid(said, exitCode, line, remedy);
  }

  @Test
  void aPortInUse() throws Exception {
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(holder.getLocalPort());
      Tapline.Said said = tapline.run("up", "--no-agent", "--data", data(), "--port", port);
      assertSaid(said, 4, "port " + port + " on 127.0.0.1 is in use", "--port PORT");
    }
  }

  @Test
  void aFolderThatAnotherUpHolds() throws Exception {
    try (DataFolder held = DataFolder.open(Path.of(data()))) {
      long pid = ProcessHandle.current().pid();
      assertSaid(
          up(Map.of()),
          6,
          "data folder " + held.root() + " is in use by another tapline up (pid " + pid + ")",
          "stop it (kill " + pid + "), or choose another folder with --data DIR");
    }
  }

  @Test
  void aFullDisk() throws Exception {
    HostNeeds.root();
    Path full = Files.createDirectory(folder.resolve("full"));
    execute("mount", "-t", "tmpfs", "-o", "size=16m", "tapline-test", full.toString());
    try {
      Tapline.Said said =
          tapline.run("up", "--no-agent", "--data", full + "/data", "--port", freePort());
      assertSaid(said, 4, "disk full: 16 MiB free under " + full, "choose another folder");
      assertThat(full).isEmptyDirectory();
    } finally {
      execute("umount", full.toString());
    }
  }

  @Test
  void anEngineThatCannotBeFetchedWithoutNpm() throws Exception {
    Path nothing = Files.createDirectory(folder.resolve("nothing"));
    assertSaid(up(Map.of("PATH", nothing.toString())), 4, "cannot run npm", "apt-get install npm");
  }

  @Test
  void anEngineThatCannotBeFetchedWithoutNetwork() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/npm")), "missing tool: npm");
    // Nobody listens there, and npm would try for a minute.
    String nowhere = "http://127.0.0.1:" + freePort() + "/";
    Map<String, String> environment =
        Map.of("npm_config_registry", nowhere, "npm_config_fetch_retries", "0");
    assertSaid(
        up(environment),
        4,
        "ECONNREFUSED",
        "no network to npm's registry: connect, set npm's proxy, or use a server with --clickhouse URL");
  }

  @Test
  void anEngineWithAnotherChecksum() throws Exception {
    Path programs = Files.createDirectory(folder.resolve("programs"));
    Path npm = Files.writeString(programs.resolve("npm"), "#!/bin/sh\necho other > engine.tgz\n");
    Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwx------"));
    Map<String, String> environment = Map.of("PATH", programs + ":" + System.getenv("PATH"));
    assertSaid(
        up(environment),
        6,
        "the package of the engine has SHA-256 ",
        "--clickhouse URL --credentials FILE");
    try (var kept = Files.walk(folder.resolve("cache"))) {
      assertThat(kept.filter(Files::isRegularFile))
          .as("nothing of it is kept")
          .allSatisfy(file -> assertThat(file).hasFileName("fetch.lock"));
    }
  }

  /** {@code up} with a cache that holds no engine. */
  private Tapline.Said up(Map<String, String> environment) throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    return tapline.run(all, "up", "--no-agent", "--data", data(), "--port", freePort());
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static String freePort() throws IOException {
    return Integer.toString(FreePorts.find(1).get(0));
  }

  private static void assertSaid(Tapline.Said said, int exitCode, String line, String remedy) {
    assertThat(said.exitCode()).as(said.err()).isEqualTo(exitCode);
    assertThat(said.err())
        .contains("tapline: ")
        .contains(line)
        .contains(remedy)
        .doesNotContain("\tat ")
        .doesNotContain("Exception");
    assertThat(said.out()).isEmpty();
  }

  private static void execute(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", List.of(command), output).isZero();
  }
}
