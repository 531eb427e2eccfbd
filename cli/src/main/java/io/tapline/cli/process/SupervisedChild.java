package io.tapline.cli.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A child that is brought back when it dies, within its {@link RestartPolicy}. Deaths, restarts and
 * the giving up are told to a {@link Listener}.
 *
 * <p>Thread-safe. One watcher thread per child, ended by {@link #stop}.
 */
public final class SupervisedChild {
  /** Hears what happens to a child; called on the child's watcher thread. */
  public interface Listener {
    /** It died and comes back after {@code pause}. */
    void restarting(String name, ChildDiedException death, Duration pause);

    /** It is ready again. */
    void restarted(String name);

    /** It died too often; nothing more is tried. */
    void gaveUp(String name, ChildDiedException death);
  }

  private final ChildSpec spec;
  private final RestartPolicy policy;
  private final Clock clock;
  private final Listener listener;
  private final Object lock = new Object();
  private ChildProcess current;
  private boolean stopping;
  private @Nullable Thread watcher;

  private SupervisedChild(
      ChildSpec spec, RestartPolicy policy, Clock clock, Listener listener, ChildProcess first) {
    this.spec = spec;
    this.policy = policy;
    this.clock = clock;
    this.listener = listener;
    this.current = first;
  }

  /**
   * Starts the child. A death before the first READY is not repaired: {@link #awaitReady} tells it.
   */
  public static SupervisedChild start(
      ChildSpec spec, RestartPolicy policy, Clock clock, Listener listener) throws IOException {
    return new SupervisedChild(spec, policy, clock, listener, ChildProcess.start(spec));
  }

  /** Waits for the first READY; from then on the child is watched. */
  public JsonNode awaitReady() throws ChildDiedException, InterruptedException {
    JsonNode ready = current().awaitReady();
    synchronized (lock) {
      if (watcher == null && !stopping) {
        watcher = new Thread(this::watch, "watch-" + spec.name());
        watcher.setDaemon(true);
        watcher.start();
      }
    }
    return ready;
  }

  /** As in its spec. */
  public String name() {
    return spec.name();
  }

  /** The process that runs now, or the last one. */
  public ChildProcess current() {
    synchronized (lock) {
      return current;
    }
  }

  /** As {@link ChildProcess#stop}; the child is not brought back. */
  public boolean stop(Duration grace) throws InterruptedException {
    ChildProcess child;
    synchronized (lock) {
      stopping = true;
      lock.notifyAll();
      child = current;
    }
    return child.stop(grace);
  }

  /** Kills the process at once; it is not brought back. */
  public void kill() {
    ChildProcess child;
    synchronized (lock) {
      stopping = true;
      lock.notifyAll();
      child = current;
    }
    child.close();
  }

  private void watch() {
    try {
      while (watchOne()) {}
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for one death and repairs it; false when there is nothing more to watch. */
  private boolean watchOne() throws InterruptedException {
    ChildProcess child = current();
    int exitCode = child.exited().join();
    synchronized (lock) {
      if (stopping) {
        return false;
      }
    }
    ChildDiedException death = child.died(describe(exitCode));
    child.close();
    while (true) {
      Optional<Duration> pause = policy.died(clock.instant());
      if (pause.isEmpty()) {
        listener.gaveUp(spec.name(), death);
        return false;
      }
      listener.restarting(spec.name(), death, pause.get());
      if (!pause(pause.get())) {
        return false;
      }
      try {
        if (!restart()) {
          return false;
        }
        listener.restarted(spec.name());
        return true;
      } catch (ChildDiedException e) {
        current().close();
        death = e;
      } catch (IOException e) {
        death = child.died("could not be started again: " + e.getMessage());
      }
    }
  }

  private boolean restart() throws IOException, ChildDiedException, InterruptedException {
    ChildProcess next;
    synchronized (lock) {
      if (stopping) {
        return false;
      }
      next = ChildProcess.start(spec);
      current = next;
    }
    next.awaitReady();
    return true;
  }

  private boolean pause(Duration pause) throws InterruptedException {
    long until = System.nanoTime() + pause.toNanos();
    synchronized (lock) {
      for (long left = pause.toNanos(); left > 0 && !stopping; left = until - System.nanoTime()) {
        lock.wait(left / 1_000_000, (int) (left % 1_000_000));
      }
      return !stopping;
    }
  }

  private static String describe(int exitCode) {
    return exitCode > 128
        ? "was ended by signal " + (exitCode - 128)
        : "ended with exit code " + exitCode;
  }
}
