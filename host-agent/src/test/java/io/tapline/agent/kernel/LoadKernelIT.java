package io.tapline.agent.kernel;

import static io.tapline.agent.kernel.Asm.at;
import static io.tapline.agent.kernel.Asm.copy;
import static io.tapline.agent.kernel.Asm.exit;
import static io.tapline.agent.kernel.Asm.map;
import static io.tapline.agent.kernel.Asm.mov;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.kernel.attach.Attachment;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.load.LoadException;
import io.tapline.agent.kernel.load.MapBatch;
import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.load.ProgramInfo;
import io.tapline.agent.kernel.load.VerifierException;
import io.tapline.agent.kernel.sys.FileDescriptor;
import io.tapline.agent.kernel.sys.MonotonicClock;
import io.tapline.agent.probe.ProbePoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Maps and programs against the real kernel. */
final class LoadKernelIT {
  private static final int ENTRIES = 1_000;

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
  void setsReadsAndDeletesEntries() throws IOException {
    BpfMap map = only(new MapSpec("hash", MapType.HASH, 4, 8, 16, MapSpec.NO_PREALLOC));
    ByteBuffer key = map.newKey().putInt(0, 7);
    ByteBuffer value = map.newValue().putLong(0, 70);
    assertThat(map.lookup(key, value)).isFalse();
    assertThat(map.delete(key)).isFalse();

    map.update(key, value.putLong(0, 70));
    value.putLong(0, 0);
    assertThat(map.lookup(key, value)).isTrue();
    assertThat(value.getLong(0)).isEqualTo(70);
    assertThat(map.delete(key)).isTrue();
    assertThat(map.lookup(key, value)).isFalse();
  }

  @Test
  void refusesBuffersThatAreTooSmallBeforeTheKernelWritesBeyondThem() throws IOException {
    BpfMap map = only(new MapSpec("hash", MapType.PERCPU_HASH, 4, 8, 16, MapSpec.NO_PREALLOC));
    ByteBuffer tooSmall = ByteBuffer.allocateDirect(8 * rig.cpus.possible() - 1);
    assertThatThrownBy(() -> map.lookup(map.newKey(), tooSmall))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("map=hash");
  }

  @Test
  void drainsAPerCpuMapInBatchesSmallerThanItsBuckets() throws IOException {
    BpfMap map =
        only(new MapSpec("hash", MapType.PERCPU_HASH, 4, 12, ENTRIES, MapSpec.NO_PREALLOC));
    assertThat(map.cpus()).isEqualTo(rig.cpus.possible());
    assertThat(map.cpuStride()).isEqualTo(16);
    fill(map);

    // One entry at a time cannot hold a bucket of several: the batch grows as it must.
    MapBatch batch = map.newBatch(1);
    assertThat(visit(map, batch, false)).as("read").isEqualTo(ENTRIES);
    assertThat(visit(map, batch, true)).as("drained").isEqualTo(ENTRIES);
    assertThat(visit(map, batch, true)).as("drained again").isZero();
  }

  @Test
  void readsAPerCpuArrayWithOneBlockPerCpu() throws IOException {
    BpfMap map = only(new MapSpec("array", MapType.PERCPU_ARRAY, 4, 8, 2, 0));
    ByteBuffer value = map.newValue();
    for (int cpu = 0; cpu < map.cpus(); cpu++) {
      value.putLong(cpu * map.cpuStride(), 100 + cpu);
    }
    map.update(map.newKey().putInt(0, 1), value);

    MapBatch batch = map.newBatch(2);
    map.read(batch);
    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.keys().getInt(batch.keyOffset(1))).isEqualTo(1);
    for (int cpu = 0; cpu < batch.cpus(); cpu++) {
      assertThat(batch.values().getLong(batch.valueOffset(0, cpu))).isZero();
      assertThat(batch.values().getLong(batch.valueOffset(1, cpu))).isEqualTo(100 + cpu);
    }
  }

  @Test
  void tellsWhereTheVerifierRejectedAProgram() {
    VerifierException error =
        catchThrowableOfType(
            VerifierException.class,
            () ->
                rig.load(
                    List.of(KernelRig.array("m", 8)),
                    List.of(
                        KernelRig.program(
                            ProgramType.RAW_TRACEPOINT,
                            at(10, map(1, "m")),
                            at(20, copy(0, 3)),
                            at(30, exit())))));
    assertThat(error.summary()).isEqualTo("R3 !read_ok");
    assertThat(error.position()).hasValue(20);
    assertThat(error).hasMessageContaining("load program test: the kernel's verifier says: R3");
    assertThat(error.log()).contains("r0 = r3");
  }

  @Test
  void tellsWhichMapTheKernelRefused() {
    assertThatThrownBy(
            () -> rig.load(List.of(new MapSpec("odd", MapType.RINGBUF, 0, 0, 1000, 0)), List.of()))
        .isInstanceOf(LoadException.class)
        .hasMessage("create map odd: invalid argument (EINVAL)");
  }

  @Test
  void keepsTaskStorageForATask() throws IOException {
    BpfMap map = only(new MapSpec("tasks", MapType.TASK_STORAGE, 4, 24, 0, MapSpec.NO_PREALLOC));
    assertThat(map.valueStride()).isEqualTo(24);
  }

  @Test
  void runsAProgramOnce() throws IOException {
    KernelObjects objects =
        rig.load(
            List.of(), List.of(KernelRig.program(ProgramType.RAW_TRACEPOINT, mov(0, 42), exit())));
    assertThat(objects.programs().get(0).testRun()).isEqualTo(42);
  }

  @Test
  void tellsHowOftenAProgramRan() throws Exception {
    KernelObjects objects =
        rig.load(
            List.of(), List.of(KernelRig.program(ProgramType.RAW_TRACEPOINT, mov(0, 0), exit())));
    Program program = objects.programs().get(0);
    try (Workload workload = Workload.start();
        FileDescriptor statistics = rig.bpf.enableStatistics();
        Attachment attachment =
            rig.attacher.attach(program, new ProbePoint.RawTracepoint("sys_enter"))) {
      assertThat(workload.go(1_000)).as("%s %s", statistics, attachment).isEqualTo(1_000);

      ProgramInfo info = program.info();
      assertThat(info.runs()).isGreaterThanOrEqualTo(1_000);
      assertThat(info.runTimeNanos()).isPositive();
      assertThat(info.recursionMisses()).isZero();
      assertThat(info.verifiedInstructions()).isEqualTo(2);
    }
  }

  @Test
  void namesTheCapabilitiesThatAreMissing() throws Exception {
    Path setpriv = Path.of("/usr/bin/setpriv");
    assumeTrue(Files.isExecutable(setpriv), "missing tool: setpriv (apt install util-linux)");
    Process process =
        new ProcessBuilder(
                setpriv.toString(),
                "--bounding-set=-sys_admin,-bpf,-perfmon",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WithoutRights.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("PermissionException: load program test: operation not permitted (EPERM); ")
        .contains("missing CAP_BPF and CAP_PERFMON: run as root");
  }

  @Test
  void readsTheClocksThatEventsAreStampedWith() {
    MonotonicClock clock = new MonotonicClock(rig.libc);
    long before = System.nanoTime();
    assertThat(clock.monotonicNanos()).isBetween(before, System.nanoTime());
    assertThat(clock.realtimeNanos() / 1_000_000_000L)
        .isBetween(System.currentTimeMillis() / 1000 - 1, System.currentTimeMillis() / 1000 + 1);
  }

  private BpfMap only(MapSpec spec) throws IOException {
    return rig.load(List.of(spec), List.of()).map(spec.name());
  }

  private static void fill(BpfMap map) throws IOException {
    ByteBuffer key = map.newKey();
    ByteBuffer value = map.newValue();
    for (int i = 0; i < ENTRIES; i++) {
      for (int cpu = 0; cpu < map.cpus(); cpu++) {
        value.putLong(cpu * map.cpuStride(), 1000L * i + cpu);
      }
      map.update(key.putInt(0, i), value);
    }
  }

  /** Counts entries, checking that each comes once and with its values. */
  private static int visit(BpfMap map, MapBatch batch, boolean drain) throws IOException {
    BitSet seen = new BitSet();
    batch.rewind();
    boolean more = true;
    while (more) {
      more = drain ? map.drain(batch) : map.read(batch);
      for (int i = 0; i < batch.size(); i++) {
        int key = batch.keys().getInt(batch.keyOffset(i));
        assertThat(seen.get(key)).as("seen twice: %s", key).isFalse();
        seen.set(key);
        for (int cpu = 0; cpu < batch.cpus(); cpu++) {
          assertThat(batch.values().getLong(batch.valueOffset(i, cpu)))
              .isEqualTo(1000L * key + cpu);
        }
      }
    }
    return seen.cardinality();
  }
}
