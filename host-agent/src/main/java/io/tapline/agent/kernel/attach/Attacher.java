package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.BpfLinks;
import io.tapline.agent.kernel.sys.BpfMount;
import io.tapline.agent.kernel.sys.BpfSyscall;
import io.tapline.agent.kernel.sys.KernelDisposal;
import io.tapline.agent.kernel.sys.LibC;
import io.tapline.agent.kernel.sys.PerfEvent;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Attaches programs to probe points. Thread-safe. Owns the threads that detach and the one that
 * ticks intervals.
 */
public final class Attacher implements AutoCloseable {
  /**
   * Detaching is waiting some 30 ms for the kernel, and all who wait share its quiet period: 364
   * tracepoints take 0.1 s on as many threads as this, 3.4 s on 4.
   */
  private static final int DETACHING_THREADS = 128;

  private static final long IDLE_SECONDS = 2;

  /** Those threads do nothing but system calls. */
  private static final long STACK_BYTES = 256 * 1024;

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final Map<Provider, ProviderAttacher<? extends ProbePoint>> attachers;
  private final ThreadPoolExecutor detaching;
  private final ScheduledExecutorService ticking;

  /**
   * @param tracepoints how tracepoints are numbered on this host
   * @param onlineCpus the CPUs that perf events are opened on
   */
  public Attacher(
      LibC libc,
      BpfSyscall bpf,
      PerfEvent perf,
      TracepointIds tracepoints,
      List<Integer> onlineCpus) {
    this.detaching =
        new ThreadPoolExecutor(
            DETACHING_THREADS,
            DETACHING_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            daemons("tapline-detach"));
    detaching.allowCoreThreadTimeOut(true);
    this.ticking = Executors.newSingleThreadScheduledExecutor(daemons("tapline-interval"));
    this.attachers = new EnumMap<>(Provider.class);
    BpfLinks links = new BpfLinks(bpf);
    PerfBinder binder = new PerfBinder(links, perf, new KernelDisposal(libc));
    PerfEventSet events = new PerfEventSet(binder, onlineCpus);
    UprobeLinks uprobes = new UprobeLinks(links, perf, binder);
    attachers.put(Provider.RAWTRACEPOINT, new RawTracepointAttacher(links));
    attachers.put(Provider.TRACEPOINT, new TracepointAttacher(perf, binder, tracepoints));
    attachers.put(Provider.UPROBE, new UprobeAttacher(uprobes));
    attachers.put(Provider.URETPROBE, new UprobeAttacher(uprobes));
    attachers.put(Provider.USDT, new UsdtAttacher(uprobes));
    attachers.put(Provider.KPROBE, new KprobeAttacher(perf, binder));
    attachers.put(Provider.KRETPROBE, new KprobeAttacher(perf, binder));
    attachers.put(Provider.FENTRY, new FentryAttacher(links));
    attachers.put(Provider.FEXIT, new FentryAttacher(links));
    attachers.put(Provider.PROFILE, new ProfileAttacher(perf, events));
    attachers.put(Provider.SOFTWARE, new CountedAttacher(perf, events));
    attachers.put(Provider.HARDWARE, new CountedAttacher(perf, events));
    attachers.put(Provider.WATCHPOINT, new WatchpointAttacher(perf, events));
    attachers.put(Provider.ITER, new IteratorAttacher(links, new BpfMount(libc)::mount));
    attachers.put(Provider.INTERVAL, new IntervalAttacher(ticking));
    attachers.put(Provider.BEGIN, OnceAttachers.begin());
    attachers.put(Provider.END, OnceAttachers.end());
    attachers.put(Provider.SELF, OnceAttachers.<ProbePoint.SelfSignal>onDemand());
    attachers.put(Provider.BENCH, OnceAttachers.<ProbePoint.Bench>onDemand());
    attachers.put(Provider.TEST, OnceAttachers.<ProbePoint.Test>onDemand());
  }

  /** Likewise with one point and everybody's hits. */
  public Attachment attach(Program program, ProbePoint point) throws AttachException {
    return attach(program, List.of(point), AttachOptions.ALL);
  }

  /**
   * Attaches a program to all of its points. In the program, bpf_get_attach_cookie() answers the
   * index of the point that was hit; for points that are attached by raw tracepoint, on kernels
   * since 6.10.
   *
   * <p>A {@code begin} program runs once in this call, and an iterator's once for each object; an
   * {@code end} program runs once when its attachment is closed, so that one is closed after the
   * others are detached. {@code self}, {@code bench} and {@code test} programs are run by the
   * caller.
   *
   * @param points at least one
   * @throws AttachException when the kernel refuses one; nothing stays attached then
   */
  public Attachment attach(
      Program program, List<? extends ProbePoint> points, AttachOptions options)
      throws AttachException {
    List<AutoCloseable> parts = new ArrayList<>();
    try {
      Map<Provider, List<Placed<ProbePoint>>> families = new EnumMap<>(Provider.class);
      for (int i = 0; i < points.size(); i++) {
        families
            .computeIfAbsent(points.get(i).provider(), p -> new ArrayList<>())
            .add(new Placed<>(points.get(i), i));
      }
      for (Map.Entry<Provider, List<Placed<ProbePoint>>> family : families.entrySet()) {
        of(family.getKey()).attach(program, family.getValue(), options, parts);
      }
      return new BackgroundAttachment(points, parts, detaching);
    } catch (RefusedException e) {
      if (!parts.isEmpty()) {
        new BackgroundAttachment(points, parts, detaching).close();
      }
      throw new AttachException(e.point(), RefusalWords.of(e.point(), e.reason()), e.reason());
    }
  }

  @SuppressWarnings("unchecked") // The constructor puts each attacher under its points' provider.
  private ProviderAttacher<ProbePoint> of(Provider provider) {
    return (ProviderAttacher<ProbePoint>) attachers.get(provider);
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
      Thread thread = new Thread(null, task, name, STACK_BYTES);
      thread.setDaemon(true);
      return thread;
    };
  }
}
