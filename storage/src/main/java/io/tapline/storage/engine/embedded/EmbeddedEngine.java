package io.tapline.storage.engine.embedded;

import io.tapline.storage.engine.ConnectionSettings;
import io.tapline.storage.engine.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Owns the process that hosts the engine: starts it, waits until it answers, stops it. If this
 * process dies, the engine notices the end of its standard input and stops too.
 */
public final class EmbeddedEngine implements AutoCloseable {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
  private static final int KEPT_LINES = 20;

  /** A heap of a few MB is all it needs: the engine's memory is native. */
  private static final List<String> FLAGS =
      List.of(
          "-Xmx64m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Djava.net.preferIPv4Stack=true");

  private final EngineOptions options;
  private final Process process;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(2);

  private EmbeddedEngine(EngineOptions options, Process process) {
    this.options = options;
    this.process = process;
  }

  /** {@link #start(EngineOptions, Duration, Consumer)} with a minute's patience and no log. */
  public static EmbeddedEngine start(EngineOptions options) {
    return start(options, Duration.ofMinutes(1), line -> {});
  }

  /**
   * Starts the engine and returns when it answers.
   *
   * @param log gets each line that the engine's process says on stderr, from another thread
   * @throws EmbeddedEngineException with the process's last words when it ends, or does not answer
   *     in time
   */
  public static EmbeddedEngine start(
      EngineOptions options, Duration patience, Consumer<String> log) {
    Process process;
    try {
      Files.createDirectories(options.data());
      process = new ProcessBuilder(command(options)).start();
    } catch (IOException e) {
      throw new EmbeddedEngineException("start the engine's process: " + e.getMessage(), e);
    }
    EmbeddedEngine engine = new EmbeddedEngine(options, process);
    engine.listen(log);
    try {
      engine.awaitReady(patience);
      return engine;
    } catch (EmbeddedEngineException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /**
   * The command line of the engine's process, for those who supervise children themselves: it
   * prints {@code READY {json}} on stdout, and ends with status 0 when its stdin ends.
   */
  public static List<String> command(EngineOptions options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ClickHouseMain.class.getName());
    command.addAll(options.arguments());
    return List.copyOf(command);
  }

  /** How a role speaks to this engine. */
  public ConnectionSettings settings(Role role) {
    return ConnectionSettings.read(options.credentials(), role);
  }

  /** What the engine was started with. */
  public EngineOptions options() {
    return options;
  }

  /** The engine's process. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Stops the engine in order; one that does not stop within 20 seconds is killed. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It is gone already.
      process.destroyForcibly();
    }
    try {
      if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void listen(Consumer<String> log) {
    read(
        process.inputReader(StandardCharsets.UTF_8),
        line -> {
          if (line.startsWith("READY ")) {
            ready.countDown();
          }
        });
    read(
        process.errorReader(StandardCharsets.UTF_8),
        line -> {
          keep(line);
          log.accept(line);
        });
  }

  private void read(BufferedReader reader, Consumer<String> lines) {
    Thread thread =
        new Thread(
            () -> {
              try (reader) {
                reader.lines().forEach(lines);
              } catch (IOException | UncheckedIOException e) {
                // The process ended in the middle of a line.
                keep(String.valueOf(e.getMessage()));
              } finally {
                ended.countDown();
                if (ended.getCount() == 0) {
                  ready.countDown();
                }
              }
            },
            "engine-output");
    thread.setDaemon(true);
    thread.start();
  }

  private void keep(String line) {
    synchronized (lastLines) {
      lastLines.addLast(line);
      if (lastLines.size() > KEPT_LINES) {
        lastLines.removeFirst();
      }
    }
  }

  private void awaitReady(Duration patience) {
    try {
      boolean told = ready.await(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (ended.getCount() == 0) {
        throw new EmbeddedEngineException("the engine did not start: " + lastWords());
      }
      if (!told) {
        throw new EmbeddedEngineException(
            "the engine did not answer within " + patience.toSeconds() + " s: " + lastWords());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedEngineException("interrupted while the engine started", e);
    }
  }

  private String lastWords() {
    synchronized (lastLines) {
      return lastLines.isEmpty() ? "it said nothing" : String.join("\n", lastLines);
    }
  }
}
