package io.tapline.agent.runtime;

import io.tapline.agent.event.KernelClock;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.publish.EventPublisher;
import io.tapline.agent.publish.StatusSnapshot;
import io.tapline.agent.script.tapset.Tapset;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's one busy thread: reads the ring each millisecond, turns epochs and sends batches each
 * 250 ms, publishes ledger and status each second, and tries waiting tapsets again each five.
 */
public final class Agent {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  private static final long POLL_NANOS = Duration.ofMillis(1).toNanos();

  /** Epochs and batches: aligned to wall time, so that no epoch spans two seconds. */
  static final long EPOCH_NANOS = Duration.ofMillis(250).toNanos();

  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long RETRY_NANOS = Duration.ofSeconds(5).toNanos();
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(10);

  private final List<TapsetSlot> slots;
  private final SessionStarter starter;
  private final RingPump ring;
  private final EventPublisher publisher;
  private final KernelClock clock;
  private final LongSupplier wallNanos;
  private final String kernel;
  private final int cpus;
  private volatile boolean stopping;

  /**
   * @param tapsets what to run
   * @param starter puts new sessions' records into {@code ring}
   * @param wallNanos nanoseconds since 1970
   */
  Agent(
      List<Tapset> tapsets,
      SessionStarter starter,
      RingPump ring,
      EventPublisher publisher,
      KernelClock clock,
      LongSupplier wallNanos,
      String kernel,
      int cpus) {
    this.slots = tapsets.stream().map(TapsetSlot::new).toList();
    this.starter = starter;
    this.ring = ring;
    this.publisher = publisher;
    this.clock = clock;
    this.wallNanos = wallNanos;
    this.kernel = kernel;
    this.cpus = cpus;
  }

  /** Makes {@link #run} detach everything and return. From any thread. */
  public void stop() {
    stopping = true;
  }

  /**
   * Attaches, traces until {@link #stop}, detaches, drains and says its last word.
   *
   * @param ready told once how every tapset fares, when all have been tried
   * @return whether everything handed over was acknowledged
   */
  public boolean run(Consumer<List<StatusSnapshot.TapsetSnapshot>> ready) {
    for (TapsetSlot slot : slots) {
      slot.start(starter);
    }
    publishStatus(false);
    ready.accept(tapsets());
    loop();
    return finish();
  }

  private void loop() {
    long now = wallNanos.getAsLong();
    long nextEpoch = (now / EPOCH_NANOS + 1) * EPOCH_NANOS;
    long nextSecond = now + SECOND_NANOS;
    long nextRetry = now + RETRY_NANOS;
    while (!stopping) {
      ring.poll();
      now = wallNanos.getAsLong();
      if (now >= nextEpoch) {
        turn(now);
        nextEpoch = (now / EPOCH_NANOS + 1) * EPOCH_NANOS;
        if (now >= nextSecond) {
          clock.sample();
          publishLedger(now, false);
          publishStatus(false);
          nextSecond = now + SECOND_NANOS;
        }
        if (now >= nextRetry) {
          retry();
          nextRetry = now + RETRY_NANOS;
        }
      } else if (nextEpoch - now > 2 * EPOCH_NANOS) {
        // The wall clock was set back: begin a new grid instead of waiting for the old one.
        nextEpoch = (now / EPOCH_NANOS + 1) * EPOCH_NANOS;
        nextSecond = now + SECOND_NANOS;
        nextRetry = now + RETRY_NANOS;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private void turn(long now) {
    for (TapsetSlot slot : slots) {
      Session session = slot.session();
      if (session == null) {
        continue;
      }
      try {
        ring.drain();
        session.turn(now);
        session.flush();
      } catch (SystemCallException e) {
        LOG.error("{}: read maps: {}; detached", session.tapset(), e.getMessage());
        session.close();
        slot.detached(StatusSnapshot.State.FAILED, "read maps: " + e.getMessage());
      }
    }
  }

  private void retry() {
    for (TapsetSlot slot : slots) {
      if (slot.waiting() && slot.start(starter)) {
        publishStatus(false);
      }
    }
  }

  private void publishLedger(long now, boolean closed) {
    for (TapsetSlot slot : slots) {
      Session session = slot.session();
      if (session != null) {
        session.countRecursion();
        session.publishLedger(now, closed);
      }
    }
  }

  /** Detach all, wait, empty both parities, flush, last ledger, last status. */
  private boolean finish() {
    List<Session> sessions =
        slots.stream().map(TapsetSlot::session).filter(Objects::nonNull).toList();
    sessions.forEach(Session::detach);
    sessions.forEach(Session::awaitDetached);
    // What ran last wrote into the current parity: two turns empty both.
    turn(wallNanos.getAsLong());
    turn(wallNanos.getAsLong());
    boolean delivered = publisher.flush(FLUSH_LIMIT);
    publishLedger(wallNanos.getAsLong(), true);
    for (TapsetSlot slot : slots) {
      Session session = slot.session();
      if (session != null) {
        session.close();
        slot.detached(StatusSnapshot.State.DETACHED, "agent stopped");
      }
    }
    publishStatus(true);
    return publisher.flush(FLUSH_LIMIT) && delivered;
  }

  private void publishStatus(boolean last) {
    long resident;
    try {
      resident = HostFacts.residentBytes();
    } catch (IOException e) {
      // Status without a memory figure is better than no status.
      resident = 0;
    }
    publisher.publish(
        new StatusSnapshot(
            wallNanos.getAsLong(), kernel, cpus, resident, HostFacts.cpuNanos(), last, tapsets()));
  }

  private List<StatusSnapshot.TapsetSnapshot> tapsets() {
    return slots.stream().map(TapsetSlot::snapshot).toList();
  }
}
