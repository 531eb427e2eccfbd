package io.tapline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The {@code tapline} command as a user runs it: a process of its own. Its link to the running line
 * lies in the test's folder, so that no line of this machine's is found or disturbed.
 */
final class Tapline {
  private static final long PATIENCE_SECONDS = 60;

  private final Path folder;
  private int commands;

  /**
   * @param folder for the link and for what commands say
   */
  Tapline(Path folder) {
    this.folder = folder;
  }

  /**
   * What a command did.
   *
   * @param out its data
   * @param err its talk
   */
  record Said(int exitCode, String out, String err) {
    /** The rows of {@code -o json}. */
    JsonNode rows() throws IOException {
      assertThat(exitCode).as("%s%n%s", out, err).isZero();
      return new ObjectMapper().readTree(out);
    }
  }

  /** In the place of /run/tapline/current. */
  Path current() {
    return folder.resolve("current");
  }

  /** Runs a command to its end. */
  Said run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  /** Runs a command to its end, with more in its environment. */
  Said run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path out = folder.resolve("command-" + ++commands + ".out");
    Path err = folder.resolve("command-" + commands + ".err");
    Process process = start(environment, out, err, arguments);
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .as("tapline %s ends", List.of(arguments))
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Starts a command; what it says goes to the two files. */
  Process start(Path out, Path err, String... arguments) throws IOException {
    return start(Map.of(), out, err, arguments);
  }

  private Process start(Map<String, String> environment, Path out, Path err, String... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dtapline.current=" + current(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.tapline.cli.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }
}
