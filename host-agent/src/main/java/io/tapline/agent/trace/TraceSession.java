package io.tapline.agent.trace;

import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.compile.MessageLayout;
import io.tapline.agent.event.EventLayout;
import io.tapline.agent.host.HostKernel;
import io.tapline.agent.kernel.attach.AttachException;
import io.tapline.agent.kernel.attach.AttachOptions;
import io.tapline.agent.kernel.attach.Attachment;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.load.LoadException;
import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.ring.RecordHandler;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.trace.output.DecodedValue;
import io.tapline.agent.trace.output.TraceOutput;
import io.tapline.agent.trace.output.ValueDecoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A loaded script from its begin probes to its last map. One thread runs it; a {@link StopFlag}
 * reaches it from others.
 */
final class TraceSession implements AutoCloseable, RecordHandler {
  private static final int BENCH_RUNS = 40_000;

  private static final long POLL_NANOS = Duration.ofMillis(1).toNanos();

  /** After so many empty polls the thread sleeps longer. */
  private static final int IDLE_POLLS = 200;

  private static final long IDLE_NANOS = Duration.ofMillis(5).toNanos();
  private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration DETACH_LIMIT = Duration.ofSeconds(20);

  private final HostKernel kernel;
  private final CompiledScript script;
  private final KernelObjects objects;
  private final MessageRing ring;
  private final TraceOutput output;
  private final ValueDecoder decoder;
  private final MessageActions actions;
  private final Speculations speculations = new Speculations();
  private final LostEvents lost;
  private final MessageAction[] byMessage;
  private final List<Attachment> attachments = new ArrayList<>();
  private int firstMessage;
  private boolean ignoring;
  private boolean exiting;
  private int exitCode;

  private TraceSession(
      HostKernel kernel,
      CompiledScript script,
      KernelObjects objects,
      MessageRing ring,
      TraceRooms rooms) {
    this.kernel = kernel;
    this.script = script;
    this.objects = objects;
    this.ring = ring;
    this.output = rooms.output();
    this.decoder = rooms.decoder();
    this.lost = new LostEvents(script.counters(), objects);
    this.actions =
        new MessageActions(
            output,
            decoder,
            new ScriptMaps(script.scriptMaps(), objects),
            rooms.commands(),
            speculations,
            this::exit,
            this::unwatch);
    this.byMessage = new MessageAction[script.messages().size()];
    for (int i = 0; i < byMessage.length; i++) {
      byMessage[i] = actions.of(script.messages().get(i));
    }
    this.firstMessage = byMessage.length == 0 ? 0 : script.messages().get(0).id();
  }

  /**
   * Loads a script's maps and programs; nothing runs yet.
   *
   * @param rooms where its output goes and what its numbers mean, some of which maps tell
   * @throws LoadException when the kernel refuses
   */
  static TraceSession load(
      HostKernel kernel, CompiledScript script, Function<KernelObjects, TraceRooms> rooms)
      throws LoadException {
    KernelObjects objects =
        kernel
            .loader()
            .load(
                script.maps(),
                script.programs().stream().map(CompiledScript.ProbeProgram::spec).toList());
    try {
      setWallClock(objects, new Moments(kernel.clocks()));
      MessageRing ring = MessageRing.of(kernel.libc(), objects);
      return new TraceSession(kernel, script, objects, ring, rooms.apply(objects));
    } catch (SystemCallException e) {
      objects.close();
      throw new TraceFailure("set up the ring buffer and the clock: " + e.getMessage(), e);
    }
  }

  /** Tells programs that gather by calendar time how far it is ahead of theirs. */
  private static void setWallClock(KernelObjects objects, Moments moments)
      throws SystemCallException {
    if (objects.maps().containsKey(CompiledScript.WALL_CLOCK)) {
      BpfMap map = objects.map(CompiledScript.WALL_CLOCK);
      ByteBuffer ahead = map.newValue();
      ahead.putLong(0, moments.wallNanos(Type.Clock.BOOT, 0));
      map.update(map.newKey(), ahead);
    }
  }

  /** Where its output goes. */
  TraceOutput output() {
    return output;
  }

  /**
   * Runs the begin probes, then attaches everything else.
   *
   * @param options whose hits count
   * @param missing what becomes of places that the kernel refuses
   * @return how many places are probed, begin and end among them
   * @throws AttachException at the first place the kernel refuses; nothing stays attached
   */
  public int attach(AttachOptions options, Missing missing) throws AttachException {
    try {
      return attach(true, options, missing) + attach(false, options, missing);
    } catch (AttachException e) {
      attachments.forEach(Attachment::close);
      throw e;
    }
  }

  /** What becomes of places that the kernel refuses. */
  interface Missing {
    /** Passes over a place, or throws. */
    void refused(AttachException refusal) throws AttachException;
  }

  private int attach(boolean begins, AttachOptions options, Missing missing)
      throws AttachException {
    int places = 0;
    for (int i = 0; i < script.programs().size(); i++) {
      List<ProbePoint> points = script.programs().get(i).points();
      if (points.get(0) instanceof ProbePoint.Begin == begins && !isTrial(points)) {
        try {
          attachments.add(kernel.attacher().attach(objects.programs().get(i), points, options));
          places += points.size();
        } catch (AttachException e) {
          missing.refused(e);
        }
      }
    }
    return places;
  }

  private static boolean isTrial(List<ProbePoint> points) {
    return points.get(0) instanceof ProbePoint.Bench || points.get(0) instanceof ProbePoint.Test;
  }

  /** Whether there is anything but bench and test probes. */
  boolean hasPlaces() {
    return script.programs().stream().anyMatch(program -> !isTrial(program.points()));
  }

  /** Runs the bench probes, each for about as many rounds as bpftrace does. */
  void bench() {
    List<Program> programs = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < script.programs().size(); i++) {
      if (script.programs().get(i).points().get(0) instanceof ProbePoint.Bench bench) {
        programs.add(objects.programs().get(i));
        names.add(bench.label());
      }
    }
    output.benchmarks(names);
    for (int i = 0; i < programs.size(); i++) {
      try {
        long nanos = programs.get(i).measure(BENCH_RUNS).nanos();
        output.benchmark(names.get(i), nanos, BENCH_RUNS);
      } catch (SystemCallException e) {
        throw new TraceFailure("measure " + names.get(i) + ": " + e.getMessage(), e);
      }
    }
    ring.drain(this);
    output.flush();
  }

  /**
   * Runs the test probes, once each. One passes that answers 0, calls neither errorf() nor exit()
   * with another code than 0.
   *
   * @return whether all passed
   */
  boolean test() {
    List<Integer> tests = new ArrayList<>();
    for (int i = 0; i < script.programs().size(); i++) {
      if (script.programs().get(i).points().get(0) instanceof ProbePoint.Test) {
        tests.add(i);
      }
    }
    List<String> failed = new ArrayList<>();
    output.tests(tests.size());
    for (int i : tests) {
      String name = ((ProbePoint.Test) script.programs().get(i).points().get(0)).label();
      output.testBegins(name);
      long began = System.nanoTime();
      exiting = false;
      exitCode = 0;
      int answer = answer(objects.programs().get(i));
      ring.drain(this);
      ignoring = false;
      boolean passed = answer == 0 && exitCode == 0;
      if (!passed) {
        failed.add(name);
      }
      output.testEnds(name, passed, System.nanoTime() - began, "");
    }
    output.testsEnd(tests.size(), failed);
    output.flush();
    return failed.isEmpty();
  }

  private static int answer(Program program) {
    try {
      return program.testRun();
    } catch (SystemCallException e) {
      throw new TraceFailure("run a probe: " + e.getMessage(), e);
    }
  }

  /**
   * Does what programs ask for until the script exits, somebody asks it to stop, or {@code over}
   * says that there is nothing left to trace.
   */
  public void run(StopFlag flag, BooleanSupplier over) {
    long lostAt = System.nanoTime() + SECOND_NANOS;
    int idle = 0;
    while (!exiting && !flag.isSet() && !output.broken()) {
      int read = poll();
      if (System.nanoTime() > lostAt) {
        lost.report(output);
        lostAt += SECOND_NANOS;
      }
      if (flag.takeShowMaps()) {
        actions.showAll();
      }
      raise(flag);
      if (read > 0) {
        output.flush();
        idle = 0;
      } else if (over.getAsBoolean()) {
        poll();
        return;
      } else {
        idle++;
        LockSupport.parkNanos(idle < IDLE_POLLS ? POLL_NANOS : IDLE_NANOS);
      }
    }
  }

  private int poll() {
    int total = 0;
    int read;
    do {
      read = ring.poll(this);
      total += read;
    } while (MessageRing.isFull(read) && !exiting);
    return total;
  }

  private void raise(StopFlag flag) {
    for (String signal = flag.takeSignal(); signal != null; signal = flag.takeSignal()) {
      for (int i = 0; i < script.programs().size(); i++) {
        for (ProbePoint point : script.programs().get(i).points()) {
          if (point instanceof ProbePoint.SelfSignal self && self.signal().equals(signal)) {
            answer(objects.programs().get(i));
          }
        }
      }
    }
  }

  /**
   * Detaches everything, runs the end probes, shows the maps.
   *
   * @param showMaps whether maps are shown
   * @return the script's exit code; 0 unless it says
   */
  public int finish(boolean showMaps) {
    List<Attachment> others = attachments.stream().filter(a -> !isEnd(a)).toList();
    others.forEach(Attachment::close);
    await(others);
    ring.drain(this);
    // What came after exit() was not asked for; what the end probes say is.
    ignoring = false;
    List<Attachment> ends = attachments.stream().filter(TraceSession::isEnd).toList();
    for (Attachment end : ends) {
      end.close();
      await(List.of(end));
    }
    ring.drain(this);
    lost.report(output);
    if (speculations.dropped() > 0) {
      output.hostWarning(
          speculations.dropped() + " messages of undecided speculations gave way to newer ones");
    }
    output.end();
    if (showMaps) {
      actions.showAll();
    }
    lost.reportTotal(output);
    output.flush();
    return exitCode;
  }

  private static boolean isEnd(Attachment attachment) {
    return attachment.point() instanceof ProbePoint.End;
  }

  private static void await(List<Attachment> closed) {
    CompletableFuture<?>[] all =
        closed.stream()
            .map(a -> a.detached().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(all).get(DETACH_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new TraceFailure("detach: " + e, e);
    }
  }

  @Override
  public void handle(ByteBuffer data, int offset, int length) {
    if (ignoring) {
      return;
    }
    int index = data.getInt(offset + EventLayout.ID_OFFSET) - firstMessage;
    if (index < 0 || index >= byMessage.length) {
      throw new TraceFailure("record of no message of this script: " + (index + firstMessage));
    }
    MessageLayout layout = script.messages().get(index);
    ByteBuffer record = data.slice(offset, length).order(data.order());
    List<DecodedValue> values = decoder.decode(layout, record);
    MessageAction action = byMessage[index];
    int speculation = Short.toUnsignedInt(data.getShort(offset + EventLayout.EPOCH_OFFSET));
    if (speculation == 0) {
      action.run(values);
    } else {
      speculations.hold(speculation, () -> action.run(values));
    }
  }

  /**
   * What was sent after it, by whomever, is not asked for; so the first exit counts, but an end
   * probe's after it.
   */
  private void exit(long code) {
    exiting = true;
    exitCode = (int) code;
    ignoring = true;
  }

  private void unwatch(long address) {
    for (Attachment attachment : attachments) {
      if (attachment.point() instanceof ProbePoint.Watchpoint watch && watch.address() == address) {
        attachment.close();
      }
    }
  }

  /** Gives programs and maps back. */
  @Override
  public void close() {
    attachments.forEach(Attachment::close);
    ring.close();
    objects.close();
  }
}
