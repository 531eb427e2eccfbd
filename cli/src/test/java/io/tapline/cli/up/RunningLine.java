package io.tapline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tapline.cli.host.FreePorts;
import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.store.RunFile;
import io.tapline.cli.store.Store;
import io.tapline.cli.store.StoreLocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A whole line as a user starts it: {@code tapline up} with all its parts, on a folder. */
final class RunningLine implements AutoCloseable {
  /** On two cores that others share, classes unarchived, a start took up to 40 s. */
  private static final Duration START = Duration.ofSeconds(150);

  private static final Duration ARRIVAL = Duration.ofSeconds(60);
  private static final long STOP_SECONDS = 120;
  private static final String NEWEST =
      " from (select * from ledger where tapset = 'syscall.latency'"
          + " order by sequence desc limit 1 by agent, boot)";
  private static final String NAMED =
      "select sumMap(dropped), sumMap(unseen), sumMap(discarded), sum(failed)" + NEWEST;

  private final Process up;
  private final Path data;
  private final Path out;
  private final Path err;
  private final Store store;

  private RunningLine(Process up, Path data, Path out, Path err) throws IOException {
    this.up = up;
    this.data = data;
    this.out = out;
    this.err = err;
    try {
      await().atMost(START).until(() -> Files.exists(RunFile.in(data)) || !up.isAlive());
      assertThat(up.isAlive()).as("up runs; it said%n%s", said()).isTrue();
      store =
          new Store(
              new StoreLocator(data).locate(Optional.empty(), Optional.empty(), Optional.empty()));
    } catch (RuntimeException | Error e) {
      kill();
      throw e;
    }
  }

  /** Starts {@code up} and waits until all parts are ready. */
  static RunningLine start(Tapline tapline, Path folder, String... options) throws IOException {
    Path data = folder.resolve("data");
    Path out = Files.createTempFile(folder, "up", ".out");
    Path err = Files.createTempFile(folder, "up", ".err");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "up",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(FreePorts.find(1).get(0))));
    arguments.addAll(List.of(options));
    Process up = tapline.start(out, err, arguments.toArray(String[]::new));
    return new RunningLine(up, data, out, err);
  }

  /** Where its parts listen. */
  RunFile file() throws IOException {
    return RunFile.read(data);
  }

  /** All its processes but {@code up} itself. */
  List<ProcessHandle> parts() {
    return up.descendants().toList();
  }

  /** The process of a part, by the name of its main class. */
  ProcessHandle part(String main) {
    return parts().stream()
        .filter(part -> commandLine(part).contains("." + main + "\0"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + main + " runs; up said\n" + said()));
  }

  /** The rows that a query answers. */
  List<List<@Nullable Object>> rows(String sql) {
    return store.ask(sql, Map.of()).values();
  }

  /** The one number that a query answers. */
  long number(String sql) {
    Object value = rows(sql).get(0).get(0);
    assertThat(value).isInstanceOf(Number.class);
    return ((Number) value).longValue();
  }

  /**
   * Waits until a query answers with a number; a store that is just being restarted is asked again.
   */
  void awaitNumber(String sql, long expected) {
    await(sql)
        .atMost(ARRIVAL)
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptionsInstanceOf(CommandFailure.class)
        .untilAsserted(() -> assertThat(number(sql)).as(sql).isEqualTo(expected));
  }

  /**
   * Waits until every counted call is stored, and stored once. If some never come, the failure says
   * what the ledger names: what the kernel dropped or did not see, and what was given up later.
   */
  void awaitCalls(String comm, long calls) {
    String stored = CountedCalls.storedOf(comm);
    await(stored)
        .atMost(ARRIVAL)
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptionsInstanceOf(CommandFailure.class)
        .untilAsserted(
            () ->
                assertThat(number(stored))
                    .as("%s%nnamed by the ledger: %s", stored, rows(NAMED))
                    .isEqualTo(calls));
  }

  /**
   * Waits until {@code up} has told something: that a part is back, which takes as long as a start.
   */
  void awaitTalk(String words) {
    await(words).atMost(START).until(() -> Files.readString(err).contains(words) || !up.isAlive());
    assertThat(said()).contains(words);
  }

  /** Sends SIGTERM and waits; returns the exit code. */
  int stop() throws InterruptedException {
    store.close();
    up.destroy();
    assertThat(up.waitFor(STOP_SECONDS, TimeUnit.SECONDS)).as("ends; it said%n%s", said()).isTrue();
    return up.exitValue();
  }

  /** Its data so far. */
  String out() throws IOException {
    return Files.readString(out);
  }

  /** Its talk so far. */
  String err() throws IOException {
    return Files.readString(err);
  }

  /** Arguments ended by NUL, proc(5): Java's own answer stops after 4096 bytes. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
    } catch (IOException e) {
      return ""; // it has ended
    }
  }

  private String said() {
    try {
      return out() + err();
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Kills what still runs: after a stop, nothing. */
  @Override
  public void close() {
    store.close();
    kill();
  }

  private void kill() {
    List<ProcessHandle> parts = parts();
    up.destroyForcibly();
    // They end with their input, but an agent without a broker takes its time.
    parts.forEach(ProcessHandle::destroyForcibly);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> parts.stream().noneMatch(ProcessHandle::isAlive));
  }
}
