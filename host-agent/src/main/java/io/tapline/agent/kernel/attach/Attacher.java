package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Privileges;
import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.BpfSyscall;
import io.tapline.agent.kernel.sys.PerfEvent;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.Provider;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Attaches programs to probe points. Thread-safe. Owns the threads that detach and the one that
 * ticks intervals.
 */
public final class Attacher implements AutoCloseable {
  /** Detaching is waiting for the kernel, and several waits share one quiet period. */
  private static final int DETACHING_THREADS = 4;

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final Map<Provider, ProviderAttacher<? extends ProbePoint>> attachers;
  private final ExecutorService detaching;
  private final ScheduledExecutorService ticking;

  /**
   * @param tracepoints how tracepoints are numbered on this host
   * @param onlineCpus the CPUs that profile probes sample
   */
  public Attacher(
      BpfSyscall bpf, PerfEvent perf, TracepointIds tracepoints, List<Integer> onlineCpus) {
    this.detaching = Executors.newFixedThreadPool(DETACHING_THREADS, daemons("tapline-detach"));
    this.ticking = Executors.newSingleThreadScheduledExecutor(daemons("tapline-interval"));
    this.attachers = new EnumMap<>(Provider.class);
    attachers.put(Provider.RAWTRACEPOINT, new RawTracepointAttacher(bpf));
    attachers.put(Provider.TRACEPOINT, new TracepointAttacher(perf, tracepoints));
    attachers.put(Provider.USDT, new UsdtAttacher(bpf, perf));
    attachers.put(Provider.PROFILE, new ProfileAttacher(perf, onlineCpus));
    attachers.put(Provider.INTERVAL, new IntervalAttacher(ticking));
    attachers.put(Provider.BEGIN, new BeginAttacher());
    attachers.put(Provider.END, new EndAttacher());
  }

  /**
   * Attaches a program. A {@code begin} program runs once in this call; an {@code end} program runs
   * once when its attachment is closed, so that one is closed after the others are detached.
   *
   * @throws AttachException when the kernel refuses; nothing stays attached then
   */
  public Attachment attach(Program program, ProbePoint point) throws AttachException {
    try {
      return new BackgroundAttachment(point, attachTo(program, point), detaching);
    } catch (SystemCallException e) {
      String reason = e.getMessage();
      throw new AttachException(
          point,
          e.errno().isPermission() ? reason + "; " + Privileges.read().explanation() : reason,
          e);
    } catch (IOException e) {
      throw new AttachException(point, String.valueOf(e.getMessage()), e);
    }
  }

  @SuppressWarnings("unchecked") // The constructor puts each attacher under its points' provider.
  private AutoCloseable attachTo(Program program, ProbePoint point) throws IOException {
    ProviderAttacher<ProbePoint> attacher =
        (ProviderAttacher<ProbePoint>) attachers.get(point.provider());
    return attacher.attach(program, point);
  }

  /** Ends its threads, after waiting at most ten seconds for what is being detached. */
  @Override
  public void close() {
    detaching.shutdown();
    try {
      if (!detaching.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        // The kernel goes on by itself: the descriptors are closed with the process at the latest.
        detaching.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // After the others: an interval that is being detached still asks this thread.
      ticking.shutdownNow();
    }
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
