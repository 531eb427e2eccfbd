package io.tapline.stream.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * How a child of {@code tapline up} lives: it starts its part, prints exactly one {@code READY
 * {json}} line on stdout, and stops the part when stdin ends. So a child never outlives its parent,
 * however the parent dies.
 *
 * <p>SIGINT is ignored: a terminal's Ctrl-C reaches the whole process group, but the parent decides
 * in which order the line drains. SIGTERM stops cleanly.
 */
final class ChildProcess {
  /** Stopped when asked to. */
  static final int EXIT_CLEAN = 0;

  /** Could not start, or failed while running. */
  static final int EXIT_FAILED = 1;

  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
  private static final long STOP_SECONDS = 60;

  /** What a child hosts. {@link #close} stops it cleanly and may be slow. */
  interface Part extends AutoCloseable {
    /** What the parent learns of the running part: one JSON object without line breaks. */
    String readyJson();

    /** Completes, with the reason, when the part has died of itself. */
    CompletableFuture<String> died();

    @Override
    void close();
  }

  private final String name;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  ChildProcess(String name, InputStream in, PrintStream out, PrintStream err) {
    this.name = name;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /**
   * Runs a part until stdin ends, SIGTERM comes or the part dies.
   *
   * @return the process's exit code
   */
  int run(Supplier<? extends Part> start) {
    Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
    CompletableFuture<String> stop = new CompletableFuture<>();
    CountDownLatch stopped = new CountDownLatch(1);
    watchStdin(stop);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stopAndWait(stop, stopped), name + "-shutdown"));
    try {
      return runUntil(stop, start);
    } catch (StandaloneException e) {
      err.println(name + ": " + e.getMessage());
      LOG.debug("{} failed", name, e);
      return EXIT_FAILED;
    } catch (RuntimeException e) {
      err.println(name + ": " + e);
      LOG.error("{} failed", name, e);
      return EXIT_FAILED;
    } finally {
      out.flush();
      err.flush();
      stopped.countDown();
    }
  }

  private int runUntil(CompletableFuture<String> stop, Supplier<? extends Part> start) {
    try (Part part = start.get()) {
      out.println("READY " + part.readyJson());
      out.flush();
      CompletableFuture.anyOf(stop, part.died()).join();
      if (part.died().isDone()) {
        err.println(name + ": " + part.died().join());
        return EXIT_FAILED;
      }
      LOG.info("{} stops: {}", name, stop.join());
    }
    return EXIT_CLEAN;
  }

  private void watchStdin(CompletableFuture<String> stop) {
    Thread watch =
        new Thread(
            () -> {
              try {
                in.transferTo(OutputStream.nullOutputStream());
                stop.complete("stdin ended");
              } catch (IOException e) {
                stop.complete("stdin broke: " + e.getMessage());
              }
            },
            name + "-stdin");
    watch.setDaemon(true);
    watch.start();
  }

  private static void stopAndWait(CompletableFuture<String> stop, CountDownLatch stopped) {
    stop.complete("signal");
    try {
      if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("gave up waiting for a clean stop after {} s", STOP_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
