package io.tapline.cli.up;

import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.cli.process.ChildDiedException;
import io.tapline.cli.process.ChildSpec;
import io.tapline.cli.process.RestartPolicy;
import io.tapline.cli.process.SupervisedChild;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The running parts, from the first started to the last. Started one by one or side by side,
 * watched from their READY on, stopped in the opposite order.
 *
 * <p>{@link #start}, {@link #awaitReady} and {@link #stop} belong to one thread; {@link #kill} to
 * any.
 */
final class Line implements AutoCloseable {
  /** The job reads what is left and writes a savepoint; on a busy machine that takes its time. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final Screen screen;
  private final SupervisedChild.Listener listener;
  private final Supplier<RestartPolicy> policy;
  private final Clock clock;
  private final Deque<SupervisedChild> running = new ArrayDeque<>();

  Line(
      Screen screen,
      SupervisedChild.Listener listener,
      Supplier<RestartPolicy> policy,
      Clock clock) {
    this.screen = screen;
    this.listener = listener;
    this.policy = policy;
    this.clock = clock;
  }

  /** Starts a part; returns at once. */
  SupervisedChild start(ChildSpec spec) {
    try {
      SupervisedChild child = SupervisedChild.start(spec, policy.get(), clock, listener);
      synchronized (running) {
        running.push(child);
      }
      return child;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.HOST, String.valueOf(e.getMessage()), "see " + spec.log(), e);
    }
  }

  /** Waits until a part says READY, and says so with the time since {@code startNanos}. */
  void awaitReady(SupervisedChild child, long startNanos, String words)
      throws InterruptedException {
    try {
      child.awaitReady();
    } catch (ChildDiedException e) {
      screen.quote(e.lastLines());
      throw new CommandFailure(
          ExitCode.PARTIAL,
          String.valueOf(e.getMessage()),
          "the lines above are its last words",
          e);
    }
    screen.say(
        String.format(
            Locale.ROOT,
            "%-11s %-52s %5.1f s",
            child.name(),
            words,
            (System.nanoTime() - startNanos) / 1e9));
  }

  /**
   * Stops one part if it runs: end of input, then SIGTERM, then SIGKILL.
   *
   * @return whether it ended by itself with exit code 0; true when it was not there
   */
  boolean stop(String name) throws InterruptedException {
    Optional<SupervisedChild> child;
    synchronized (running) {
      child = running.stream().filter(c -> c.name().equals(name)).findFirst();
      child.ifPresent(running::remove);
    }
    if (child.isEmpty()) {
      return true;
    }
    boolean ran = child.get().current().isAlive();
    boolean clean = child.get().stop(GRACE);
    if (ran && !clean) {
      screen.say(name + " did not stop by itself; see its log");
    }
    return clean;
  }

  /** Stops whatever still runs, the last started first. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    for (SupervisedChild child = next(); child != null; child = next()) {
      try {
        stop(child.name());
      } catch (InterruptedException e) {
        interrupted = true;
        child.current().close();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Kills everything at once: the second Ctrl-C. */
  void kill() {
    synchronized (running) {
      running.forEach(SupervisedChild::kill);
    }
  }

  private @Nullable SupervisedChild next() {
    synchronized (running) {
      return running.peek();
    }
  }
}
