package io.tapline.agent.kernel;

import static io.tapline.agent.kernel.Asm.atomicAdd;
import static io.tapline.agent.kernel.Asm.call;
import static io.tapline.agent.kernel.Asm.exit;
import static io.tapline.agent.kernel.Asm.jumpIfNot;
import static io.tapline.agent.kernel.Asm.load;
import static io.tapline.agent.kernel.Asm.mapValue;
import static io.tapline.agent.kernel.Asm.mov;
import static io.tapline.agent.kernel.Asm.shiftRight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.tapline.agent.bpf.insn.Instruction;
import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.kernel.attach.AttachException;
import io.tapline.agent.kernel.attach.Attachment;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.probe.ProbePoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each provider against the real kernel, with outside processes that count their own calls. */
final class AttachKernelIT {
  private static final int CALLS = 20_000;

  private KernelRig rig;

  @BeforeEach
  void setUp() throws IOException {
    rig = new KernelRig();
  }

  @AfterEach
  void nothingIsLeftInTheKernel() throws IOException {
    if (rig != null) {
      rig.close();
    }
  }

  @Test
  void rawTracepointCountsEveryCallOfAnOutsideProcess() throws Exception {
    try (Workload workload = Workload.start()) {
      KernelObjects objects =
          rig.load(
              List.of(KernelRig.array("hits", 8)),
              List.of(
                  KernelRig.program(
                      ProgramType.RAW_TRACEPOINT,
                      load(6, 1, 8),
                      jumpIfNot(6, Workload.GETPPID, 7),
                      call(Asm.GET_CURRENT_PID_TGID),
                      shiftRight(0, 32),
                      jumpIfNot(0, workload.pid(), 4),
                      mov(1, 1),
                      mapValue(2, "hits", 0),
                      atomicAdd(2, 0, 1),
                      mov(0, 0),
                      exit())));
      BpfMap hits = objects.map("hits");
      Attachment attachment =
          rig.attacher.attach(objects.programs().get(0), new ProbePoint.RawTracepoint("sys_enter"));

      assertThat(workload.go(CALLS)).isEqualTo(CALLS);
      assertThat(KernelRig.counter(hits, 0)).isEqualTo(CALLS);

      close(attachment);
      assertThat(workload.go(1000)).isEqualTo(1000);
      assertThat(KernelRig.counter(hits, 0)).as("after detaching").isEqualTo(CALLS);
    }
  }

  @Test
  void tracepointCountsEveryCallOfAnOutsideProcess() throws Exception {
    try (Workload workload = Workload.start()) {
      KernelObjects objects =
          rig.load(
              List.of(KernelRig.array("hits", 8)),
              List.of(countOf(ProgramType.TRACEPOINT, workload.pid())));
      Attachment attachment =
          rig.attacher.attach(
              objects.programs().get(0),
              new ProbePoint.Tracepoint("syscalls", "sys_enter_getppid"));

      assertThat(workload.go(CALLS)).isEqualTo(CALLS);
      assertThat(KernelRig.counter(objects.map("hits"), 0)).isEqualTo(CALLS);
      close(attachment);
    }
  }

  @Test
  void schedulerTracepointSeesTheExitOfAProcessOnce() throws Exception {
    Workload workload = Workload.start();
    KernelObjects objects =
        rig.load(
            List.of(KernelRig.array("hits", 8)),
            List.of(countOf(ProgramType.TRACEPOINT, workload.pid())));
    Attachment attachment =
        rig.attacher.attach(
            objects.programs().get(0), new ProbePoint.Tracepoint("sched", "sched_process_exit"));

    assertThat(KernelRig.counter(objects.map("hits"), 0)).isZero();
    workload.close();
    assertThat(KernelRig.counter(objects.map("hits"), 0)).isEqualTo(1);
    close(attachment);
  }

  @Test
  void profileTicksAtItsRateOnEveryCpu() throws Exception {
    KernelObjects objects =
        rig.load(List.of(KernelRig.array("hits", 8)), List.of(countAll(ProgramType.PERF_EVENT)));
    BpfMap hits = objects.map("hits");
    int hertz = 499;
    // An idle virtual CPU gets its timers late, and late ticks are merged: keep all of them busy.
    try (BusyCpus busy = BusyCpus.start(rig.cpus.online())) {
      Attachment attachment =
          rig.attacher.attach(objects.programs().get(0), new ProbePoint.Profile(hertz));
      long start = System.nanoTime();
      long first = KernelRig.counter(hits, 0);
      await().until(() -> System.nanoTime() - start > TimeUnit.SECONDS.toNanos(1));
      double seconds = (System.nanoTime() - start) / 1e9;
      double rate = (KernelRig.counter(hits, 0) - first) / seconds / rig.cpus.online().size();
      close(attachment);

      assertThat(rate).as("%s", busy).isCloseTo(hertz, within(hertz * 0.2));
    }
  }

  @Test
  void intervalTicksUntilItIsClosed() throws Exception {
    KernelObjects objects =
        rig.load(
            List.of(KernelRig.array("hits", 8)), List.of(countAll(ProgramType.RAW_TRACEPOINT)));
    BpfMap hits = objects.map("hits");
    Attachment attachment =
        rig.attacher.attach(
            objects.programs().get(0), new ProbePoint.Interval(Duration.ofMillis(5)));
    await().until(() -> KernelRig.counter(hits, 0) >= 10);

    close(attachment);
    long last = KernelRig.counter(hits, 0);
    await().during(Duration.ofMillis(50)).until(() -> KernelRig.counter(hits, 0) == last);
  }

  @Test
  void beginRunsOnceAtOnceAndEndOnceWhenClosed() throws Exception {
    KernelObjects objects =
        rig.load(
            List.of(KernelRig.array("hits", 8)), List.of(countAll(ProgramType.RAW_TRACEPOINT)));
    BpfMap hits = objects.map("hits");
    Attachment begin = rig.attacher.attach(objects.programs().get(0), new ProbePoint.Begin());
    assertThat(KernelRig.counter(hits, 0)).isEqualTo(1);
    close(begin);
    assertThat(KernelRig.counter(hits, 0)).isEqualTo(1);

    Attachment end = rig.attacher.attach(objects.programs().get(0), new ProbePoint.End());
    assertThat(KernelRig.counter(hits, 0)).isEqualTo(1);
    close(end);
    end.close();
    assertThat(KernelRig.counter(hits, 0)).isEqualTo(2);
  }

  @Test
  void namesThePointThatDoesNotExist() throws Exception {
    KernelObjects objects =
        rig.load(
            List.of(KernelRig.array("hits", 8)), List.of(countAll(ProgramType.RAW_TRACEPOINT)));
    assertThatThrownBy(
            () ->
                rig.attacher.attach(
                    objects.programs().get(0), new ProbePoint.RawTracepoint("no_such_event")))
        .isInstanceOf(AttachException.class)
        .hasMessageContaining("attach rawtracepoint:no_such_event")
        .hasMessageContaining("ENOENT");
  }

  private static ProgramSpec countOf(ProgramType type, int pid) {
    return KernelRig.program(
        type,
        call(Asm.GET_CURRENT_PID_TGID),
        shiftRight(0, 32),
        jumpIfNot(0, pid, 4),
        mov(1, 1),
        mapValue(2, "hits", 0),
        atomicAdd(2, 0, 1),
        mov(0, 0),
        exit());
  }

  private static ProgramSpec countAll(ProgramType type) {
    Instruction[] code = {mov(1, 1), mapValue(2, "hits", 0), atomicAdd(2, 0, 1), mov(0, 0), exit()};
    return KernelRig.program(type, code);
  }

  private static void close(Attachment attachment) throws Exception {
    attachment.close();
    attachment.detached().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
