package io.tapline.cli.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One running child: it says {@code READY {json}} once on stdout when it is usable, logs on stderr,
 * and ends when its stdin ends. So a child also ends when its parent is killed.
 *
 * <p>The child runs in a session of its own (setsid(1)), because Ctrl-C signals the terminal's
 * whole process group, and the order in which the parts stop is what keeps the ledger balanced.
 *
 * <p>Thread-safe.
 */
public final class ChildProcess implements AutoCloseable {
  private static final String READY = "READY";
  private static final long LOG_CAP_BYTES = 8L << 20;
  private static final Duration TERM_GRACE = Duration.ofSeconds(3);

  private final ChildSpec spec;
  private final Process process;
  private final ChildLog log;
  private final Thread logPump;
  private final CompletableFuture<JsonNode> ready = new CompletableFuture<>();

  private ChildProcess(ChildSpec spec, Process process, ChildLog log) {
    this.spec = spec;
    this.process = process;
    this.log = log;
    this.logPump = pump("log-" + spec.name(), () -> log.pump(process.getErrorStream()));
    pump("ready-" + spec.name(), this::readStandardOutput);
  }

  /**
   * Starts a child; returns at once.
   *
   * @throws IOException when the program cannot be run or the log not be written
   */
  public static ChildProcess start(ChildSpec spec) throws IOException {
    ChildLog log = ChildLog.fresh(spec.log(), LOG_CAP_BYTES);
    List<String> command = new ArrayList<>(List.of("setsid"));
    command.addAll(spec.command());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(spec.environment());
    try {
      return new ChildProcess(spec, builder.start(), log);
    } catch (IOException e) {
      log.close();
      throw new IOException("start " + spec.name() + ": " + e.getMessage(), e);
    }
  }

  /** As in its spec. */
  public String name() {
    return spec.name();
  }

  /** Process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes when the process is gone, with its exit code (128 + signal when killed). */
  public CompletableFuture<Integer> exited() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /**
   * Waits for READY.
   *
   * @return what the child said after the word, an empty object if nothing
   * @throws ChildDiedException when it ended before, or did not say so within the spec's time
   */
  public JsonNode awaitReady() throws ChildDiedException, InterruptedException {
    try {
      return ready.get(spec.readyTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw died("was not ready after " + spec.readyTimeout().toSeconds() + " s");
    } catch (ExecutionException e) {
      throw died("ended with exit code " + process.waitFor() + " before it was ready");
    }
  }

  /** Describes this child's death, with the end of its log. */
  public ChildDiedException died(String how) throws InterruptedException {
    if (!process.isAlive()) {
      logPump.join(1_000); // its last words are often still in the pipe
    }
    return new ChildDiedException(spec.name() + " (pid " + pid() + ")", how, spec.log());
  }

  /**
   * Ends stdin, waits, then insists: SIGTERM, then SIGKILL.
   *
   * @param grace how long the child may take to end by itself
   * @return whether it ended by itself, with exit code 0
   */
  public boolean stop(Duration grace) throws InterruptedException {
    endInput();
    if (process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
      close();
      return process.exitValue() == 0;
    }
    process.destroy();
    process.waitFor(TERM_GRACE.toMillis(), TimeUnit.MILLISECONDS);
    close();
    return false;
  }

  /** Kills the process if it still runs, and closes its log. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
      logPump.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    log.close();
  }

  private void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // Already gone: its pipe ended with it.
      return;
    }
  }

  private void readStandardOutput() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!ready.isDone() && line.startsWith(READY)) {
          ready.complete(parse(line.substring(READY.length()).trim()));
        }
      }
      ready.completeExceptionally(new IOException("end of output"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  private static JsonNode parse(String json) throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    return json.isEmpty() ? mapper.createObjectNode() : mapper.readTree(json);
  }

  private static Thread pump(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
