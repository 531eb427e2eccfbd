package io.tapline.stream.line;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child process as {@code tapline up} starts it: flags, READY line, end of stdin, exit code. */
final class Child implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final String ready;

  Child(Path log, List<String> flags, Class<?> main, List<String> arguments) throws IOException {
    this.log = log;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    ready =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
  }

  /** The READY line, or null when the child ended without one. */
  String ready() {
    return ready;
  }

  long pid() {
    return process.pid();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** Ends its stdin and waits. */
  int stop() throws IOException, InterruptedException {
    process.getOutputStream().close();
    return exitCode();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      throw new AssertionError("child " + process.pid() + " does not end");
    }
    return process.exitValue();
  }

  /** As by kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Resident memory, MB. */
  long residentMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IOException("no VmRSS of " + pid());
  }

  /** CPU time used so far, seconds. */
  double cpuSeconds() {
    return process.info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
