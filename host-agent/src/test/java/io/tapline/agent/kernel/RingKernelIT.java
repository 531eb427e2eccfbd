package io.tapline.agent.kernel;

import static io.tapline.agent.kernel.Asm.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.kernel.attach.Attachment;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.ring.RingBuffer;
import io.tapline.agent.kernel.ring.RingBufferReader;
import io.tapline.agent.probe.ProbePoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records from a real ring buffer, with an outside process that counts its own calls. */
final class RingKernelIT {
  private static final int RECORD_BYTES = 64;
  private static final int NO_WAKEUP = 1;
  private static final int SUBMITTED_OFFSET = 0;
  private static final int FAILED_OFFSET = 8;
  private static final long MARK = 0x1234567;

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
  void deliversEveryRecordOnceInOrderWithItsContents() throws Exception {
    int calls = 50_000;
    try (Workload workload = Workload.start()) {
      KernelObjects objects = loadRecorder(1 << 20, workload.pid(), RINGBUF_SUBMIT);
      Attachment attachment = attach(objects);
      try (RingBuffer ring = RingBuffer.map(rig.libc, objects.map("ring"))) {
        RingBufferReader reader = ring.reader();
        List<Long> sequences = new ArrayList<>();
        long[] lastTime = {System.nanoTime()};
        // The ring holds 14,563 records: it wraps more than three times.
        for (int done = 0; done < calls; done += 5_000) {
          assertThat(workload.go(5_000)).isEqualTo(5_000);
          while (reader.poll(
                  (data, offset, length) -> {
                    assertThat(length).isEqualTo(RECORD_BYTES);
                    assertThat(data.getLong(offset + 16)).isEqualTo(MARK);
                    long time = data.getLong(offset);
                    assertThat(time).isBetween(lastTime[0], System.nanoTime());
                    lastTime[0] = time;
                    sequences.add(data.getLong(offset + 8));
                  },
                  1_000)
              > 0) {
            assertThat(reader.backlogBytes()).isNotNegative();
          }
        }
        assertThat(sequences).hasSize(calls).startsWith(0L).endsWith(calls - 1L).isSorted();
        assertThat(sequences).doesNotHaveDuplicates();
        assertThat(reader.backlogBytes()).isZero();
        assertThat(reader.position()).isEqualTo(reader.producerPosition()).isEqualTo(72L * calls);
        assertThat(KernelRig.counter(objects.map("counters"), FAILED_OFFSET)).isZero();
      }
      close(attachment);
    }
  }

  @Test
  void countsWhatAFullRingTurnsAway() throws Exception {
    int calls = 1_000;
    int size = 4096;
    try (Workload workload = Workload.start()) {
      KernelObjects objects = loadRecorder(size, workload.pid(), RINGBUF_SUBMIT);
      Attachment attachment = attach(objects);
      try (RingBuffer ring = RingBuffer.map(rig.libc, objects.map("ring"))) {
        assertThat(workload.go(calls)).isEqualTo(calls);
        close(attachment);

        long failed = KernelRig.counter(objects.map("counters"), FAILED_OFFSET);
        int delivered = ring.reader().poll((data, offset, length) -> {}, calls);
        assertThat(failed).isPositive();
        assertThat(delivered).isEqualTo(size / (RECORD_BYTES + 8));
        assertThat(delivered + failed).isEqualTo(calls);
      }
    }
  }

  @Test
  void skipsAndCountsDiscardedRecords() throws Exception {
    int calls = 1_000;
    try (Workload workload = Workload.start()) {
      KernelObjects objects = loadRecorder(1 << 20, workload.pid(), RINGBUF_DISCARD);
      Attachment attachment = attach(objects);
      try (RingBuffer ring = RingBuffer.map(rig.libc, objects.map("ring"))) {
        assertThat(workload.go(calls)).isEqualTo(calls);
        assertThat(ring.reader().poll((data, offset, length) -> {}, calls)).isZero();
        assertThat(ring.reader().discarded()).isEqualTo(calls);
        assertThat(ring.reader().backlogBytes()).isZero();
      }
      close(attachment);
    }
  }

  private KernelObjects loadRecorder(int ringBytes, int pid, int finish) throws IOException {
    return rig.load(
        List.of(KernelRig.ring("ring", ringBytes), KernelRig.array("counters", 16)),
        List.of(recordCalls(pid, finish)));
  }

  /** On each getppid of {@code pid}: time, sequence and a mark into the ring, or a failure counted. */
  private static ProgramSpec recordCalls(int pid, int finish) {
    return KernelRig.program(
        ProgramType.RAW_TRACEPOINT,
        load(6, 1, 8),
        jumpIfNot(6, Workload.GETPPID, 27),
        call(GET_CURRENT_PID_TGID),
        shiftRight(0, 32),
        jumpIfNot(0, pid, 24),
        map(1, "ring"),
        mov(2, RECORD_BYTES),
        mov(3, 0),
        call(RINGBUF_RESERVE),
        jumpIfZero(0, 14),
        copy(6, 0),
        call(KTIME_GET_NS),
        store(6, 0, 0),
        mov(1, 1),
        mapValue(2, "counters", SUBMITTED_OFFSET),
        atomicFetchAdd(2, 0, 1),
        store(6, 8, 1),
        mov(1, MARK),
        store(6, 16, 1),
        copy(1, 6),
        mov(2, NO_WAKEUP),
        call(finish),
        jump(4),
        mov(1, 1),
        mapValue(2, "counters", FAILED_OFFSET),
        atomicAdd(2, 0, 1),
        mov(0, 0),
        exit());
  }

  private Attachment attach(KernelObjects objects) throws IOException {
    return rig.attacher.attach(
        objects.programs().get(0), new ProbePoint.RawTracepoint("sys_enter"));
  }

  private static void close(Attachment attachment) throws Exception {
    attachment.close();
    attachment.detached().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
