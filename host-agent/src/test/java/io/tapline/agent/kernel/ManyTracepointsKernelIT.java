package io.tapline.agent.kernel;

import static io.tapline.agent.kernel.Asm.call;
import static io.tapline.agent.kernel.Asm.exit;
import static io.tapline.agent.kernel.Asm.mov;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.kernel.attach.AttachOptions;
import io.tapline.agent.kernel.attach.Attachment;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.btf.Btf;
import io.tapline.agent.target.tracefs.Tracefs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What used to take half a minute: many tracepoints, on and off. Times are printed, and bounded
 * where the bound is far from what was measured.
 */
final class ManyTracepointsKernelIT {
  private static final Path TRACEFS = Path.of("/sys/kernel/tracing");
  private static final int GET_ATTACH_COOKIE = 174;

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
  void threeHundredPerfTracepoints() throws Exception {
    assumeTrue(Files.isReadable(TRACEFS.resolve("events")), "missing: tracefs on " + TRACEFS);
    List<ProbePoint.Tracepoint> points =
        new Tracefs(TRACEFS)
            .events("syscalls").stream()
                .filter(e -> e.startsWith("sys_enter_"))
                .limit(364)
                .map(e -> new ProbePoint.Tracepoint("syscalls", e))
                .toList();
    assertThat(points).hasSizeGreaterThan(300);
    Program program = empty(ProgramType.TRACEPOINT);
    long detachMillis = onAndOff(program, points, "perf tracepoints");
    assertThat(detachMillis).isLessThan(3_000);
  }

  @Test
  void aThousandRawTracepoints() throws Exception {
    assumeTrue(Files.isReadable(Btf.VMLINUX), "missing: " + Btf.VMLINUX);
    List<ProbePoint.RawTracepoint> points =
        Btf.open(Btf.VMLINUX).rawTracepoints().stream()
            .filter(e -> e.startsWith("ext4_") || e.startsWith("xfs_") || e.startsWith("nfs"))
            .limit(1_000)
            .map(ProbePoint.RawTracepoint::new)
            .toList();
    assertThat(points).hasSizeGreaterThan(300);
    long detachMillis = onAndOff(empty(ProgramType.RAW_TRACEPOINT), points, "raw tracepoints");
    assertThat(detachMillis).isLessThan(3_000);
  }

  @Test
  void theCookieIsTheIndexOfThePoint() throws Exception {
    assumeTrue(Files.isReadable(TRACEFS.resolve("events")), "missing: tracefs on " + TRACEFS);
    try (Workload workload = Workload.start()) {
      KernelObjects objects =
          rig.load(
              List.of(KernelRig.array("hits", 8)),
              List.of(
                  KernelRig.program(
                      ProgramType.TRACEPOINT,
                      Asm.copy(6, 1),
                      call(Asm.GET_CURRENT_PID_TGID),
                      Asm.shiftRight(0, 32),
                      Asm.jumpIfNot(0, workload.pid(), 5),
                      Asm.copy(1, 6),
                      call(GET_ATTACH_COOKIE),
                      Asm.mapValue(2, "hits", 0),
                      Asm.atomicAdd(2, 0, 0),
                      mov(0, 0),
                      exit())));
      BpfMap hits = objects.map("hits");
      Attachment attachment =
          rig.attacher.attach(
              objects.programs().get(0),
              List.of(
                  new ProbePoint.Tracepoint("syscalls", "sys_enter_reboot"),
                  new ProbePoint.Tracepoint("syscalls", "sys_enter_acct"),
                  new ProbePoint.Tracepoint("syscalls", "sys_enter_getppid")),
              AttachOptions.ALL);
      assertThat(workload.go(100)).isEqualTo(100);
      assertThat(KernelRig.counter(hits, 0)).isEqualTo(2 * 100);
      detach(attachment);
    }
  }

  private Program empty(ProgramType type) throws IOException {
    return rig.load(List.of(), List.of(KernelRig.program(type, mov(0, 0), exit())))
        .programs()
        .get(0);
  }

  private long onAndOff(Program program, List<? extends ProbePoint> points, String what)
      throws Exception {
    long start = System.nanoTime();
    Attachment attachment = rig.attacher.attach(program, points, AttachOptions.ALL);
    long attached = System.nanoTime();
    detach(attachment);
    long detached = System.nanoTime();
    System.out.printf(
        "%d %s: attached in %.1f ms, detached in %.1f ms%n",
        points.size(), what, (attached - start) / 1e6, (detached - attached) / 1e6);
    assertThat(attachment.points()).hasSameSizeAs(points);
    return TimeUnit.NANOSECONDS.toMillis(detached - attached);
  }

  private static void detach(Attachment attachment) throws Exception {
    attachment.close();
    attachment.detached().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
