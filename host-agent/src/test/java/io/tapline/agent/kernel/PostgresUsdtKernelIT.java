package io.tapline.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.kernel.attach.Attachment;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.ring.RingBuffer;
import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.Provider;
import io.tapline.agent.probe.UsdtArgument;
import io.tapline.agent.target.btf.Btf;
import io.tapline.agent.target.host.BinaryFinder;
import io.tapline.agent.target.host.HostProbeCatalog;
import io.tapline.agent.target.tracefs.Tracefs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole kernel line on a real server: notes, semaphore, uprobe, user memory, ring. */
final class PostgresUsdtKernelIT {
  private static final int TEXT_BYTES = 128;
  private static final int RBX_OFFSET = 40;
  private static final int NO_WAKEUP = 1;

  @ParameterizedTest(name = "uprobe_multi {0}")
  @ValueSource(booleans = {true, false})
  void readsTheTextOfEveryQueryAndRaisesTheSemaphoreMeanwhile(boolean uprobeMulti)
      throws Exception {
    try (KernelRig rig = new KernelRig(uprobeMulti);
        ThrowawayPostgres postgres = ThrowawayPostgres.start()) {
      // By base name: the server is in no search path, but it runs.
      ProbePoint.Usdt start = only(catalog().match(usdt("postgres", "query__start")), postgres);
      assertThat(start.arguments())
          .containsExactly(new UsdtArgument(8, false, UsdtArgument.Kind.REGISTER, "rbx", "", 1, 0));

      KernelObjects objects = textRecorder(rig);
      assertThat(objects.programs().get(0).uprobeMulti()).isEqualTo(uprobeMulti);
      // 0, or 1 when an agent of this machine probes the same site: the kernel counts the site
      // once.
      int others = semaphore(postgres.pid(), start);
      Attachment attachment = rig.attacher.attach(objects.programs().get(0), start);
      assertThat(semaphore(postgres.pid(), start)).isEqualTo(1);

      try (RingBuffer ring = RingBuffer.map(rig.libc, objects.map("ring"))) {
        postgres.sql("select 41 + 1", "create table t (n int)", "insert into t values (7)");
        List<String> texts = new ArrayList<>();
        ring.reader().poll((data, offset, length) -> texts.add(text(data, offset)), 100);
        assertThat(texts)
            .containsExactly("select 41 + 1", "create table t (n int)", "insert into t values (7)");

        attachment.close();
        attachment.detached().toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(semaphore(postgres.pid(), start)).isEqualTo(others);
        postgres.sql("select 'not seen'");
        assertThat(ring.reader().backlogBytes()).isZero();
      }
    }
  }

  @Test
  void resolvesEveryProbeOfTheServer() throws Exception {
    try (ThrowawayPostgres postgres = ThrowawayPostgres.start()) {
      List<ProbePoint> points = catalog().match(usdt(postgres.binary().toString(), "*"));
      assertThat(points).hasSizeGreaterThan(50);
      assertThat(points)
          .map(ProbePoint.Usdt.class::cast)
          .allSatisfy(p -> assertThat(p.semaphoreOffset()).as(p.name()).isPositive());
      // Its operands lie in globals: -4@40+CheckpointStats(%rip), for one.
      assertThat(catalog().match(usdt(postgres.binary().toString(), "checkpoint__done")))
          .map(ProbePoint.Usdt.class::cast)
          .allSatisfy(
              p ->
                  assertThat(p.arguments())
                      .hasSize(5)
                      .anySatisfy(a -> assertThat(a.base()).isEqualTo("rip")));
    }
  }

  private static KernelObjects textRecorder(KernelRig rig) throws IOException {
    return rig.load(
        List.of(KernelRig.ring("ring", 1 << 16)),
        List.of(
            KernelRig.program(
                ProgramType.UPROBE,
                Asm.copy(6, 1),
                Asm.map(1, "ring"),
                Asm.mov(2, TEXT_BYTES),
                Asm.mov(3, 0),
                Asm.call(Asm.RINGBUF_RESERVE),
                Asm.jumpIfZero(0, 8),
                Asm.copy(7, 0),
                Asm.load(3, 6, RBX_OFFSET),
                Asm.copy(1, 7),
                Asm.mov(2, TEXT_BYTES),
                Asm.call(Asm.PROBE_READ_USER_STR),
                Asm.copy(1, 7),
                Asm.mov(2, NO_WAKEUP),
                Asm.call(Asm.RINGBUF_SUBMIT),
                Asm.mov(0, 0),
                Asm.exit())));
  }

  private static HostProbeCatalog catalog() {
    return new HostProbeCatalog(
        () -> new Tracefs(Path.of("/sys/kernel/tracing")),
        Btf.VMLINUX,
        BinaryFinder.ofHost().withRunning());
  }

  private static ProbePattern usdt(String binary, String probe) {
    return new ProbePattern(Provider.USDT, List.of(binary, probe));
  }

  private static ProbePoint.Usdt only(List<ProbePoint> points, ThrowawayPostgres postgres)
      throws IOException {
    Path binary = postgres.binary();
    List<ProbePoint.Usdt> ours =
        points.stream()
            .map(ProbePoint.Usdt.class::cast)
            .filter(p -> p.binary().equals(binary))
            .toList();
    assertThat(ours).hasSize(1);
    return ours.get(0);
  }

  private static String text(ByteBuffer data, int offset) {
    byte[] bytes = new byte[TEXT_BYTES];
    data.get(offset, bytes);
    String all = new String(bytes, StandardCharsets.UTF_8);
    return all.substring(0, all.indexOf('\0'));
  }

  /** The counter as it stands in the process's memory now. */
  private static int semaphore(long pid, ProbePoint.Usdt point) throws IOException {
    long address = 0;
    try (Stream<String> maps = Files.lines(Path.of("/proc/" + pid + "/maps"))) {
      for (String line : maps.filter(l -> l.endsWith(point.binary().toString())).toList()) {
        String[] columns = line.split(" +", -1);
        String[] range = columns[0].split("-", -1);
        long from = Long.parseLong(range[0], 16);
        long length = Long.parseLong(range[1], 16) - from;
        long into = point.semaphoreOffset() - Long.parseLong(columns[2], 16);
        if (columns[1].startsWith("rw") && into >= 0 && into < length) {
          address = from + into;
        }
      }
    }
    assertThat(address).as("mapping of the semaphore").isPositive();
    try (RandomAccessFile memory = new RandomAccessFile("/proc/" + pid + "/mem", "r")) {
      memory.seek(address);
      return memory.read() | memory.read() << 8;
    }
  }
}
