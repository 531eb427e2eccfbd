package io.tapline.cli.bench.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A tracer that runs, from its start to its end. */
final class TracerProcess implements AutoCloseable {
  private static final String NOTIFY = "__BPFTRACE_NOTIFY_PROBES_ATTACHED";
  private static final long LIMIT_SECONDS = 120;

  private final Process process;
  private final BufferedReader output;
  private final long began = System.nanoTime();
  private long attachedNanos;

  private TracerProcess(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  /** Starts it and waits until its probes are attached. */
  static TracerProcess attached(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(NOTIFY, "1");
    builder.environment().put("BPFTRACE_MAX_PROBES", "4096");
    builder.environment().put("BPFTRACE_MAX_BPF_PROGS", "4096");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    TracerProcess tracer = new TracerProcess(builder.start());
    for (String line = tracer.output.readLine(); line != null; line = tracer.output.readLine()) {
      if (line.equals(NOTIFY)) {
        tracer.attachedNanos = System.nanoTime() - tracer.began;
        return tracer;
      }
    }
    throw new IOException(String.join(" ", command) + " ended before its probes were attached");
  }

  /** From its start until its probes were attached. */
  long attachedNanos() {
    return attachedNanos;
  }

  /** CPU time of all its threads so far, in nanoseconds; ticks of 10 ms. */
  long cpuNanos() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return ticks * 10_000_000L;
  }

  /** Interrupts it and waits for its end; how long that took. */
  long stopNanos() throws IOException {
    long asked = System.nanoTime();
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    awaitEnd();
    return System.nanoTime() - asked;
  }

  private void awaitEnd() throws IOException {
    try {
      while (output.readLine() != null) {
        // What it prints at its end is of no interest here, but must go somewhere.
      }
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the tracer did not end within " + LIMIT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  /**
   * Runs a command to its end.
   *
   * @return wall time in nanoseconds, and peak resident memory in bytes as GNU time tells
   */
  static Run run(List<String> command) throws IOException {
    Path figures = Files.createTempFile("tapline-bench", ".txt");
    try {
      List<String> timed =
          new ArrayList<>(List.of("/usr/bin/time", "-o", figures.toString(), "-f", "%M"));
      timed.addAll(command);
      long began = System.nanoTime();
      Process process =
          new ProcessBuilder(timed)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      int code = process.waitFor();
      long nanos = System.nanoTime() - began;
      if (code != 0) {
        throw new IOException(String.join(" ", command) + " ended with exit code " + code);
      }
      long kilobytes = Long.parseLong(Files.readString(figures).strip().toLowerCase(Locale.ROOT));
      return new Run(nanos, kilobytes * 1024);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.deleteIfExists(figures);
    }
  }

  /** What a whole run took. */
  record Run(long nanos, long peakBytes) {}

  @Override
  public void close() {
    process.destroy();
  }
}
