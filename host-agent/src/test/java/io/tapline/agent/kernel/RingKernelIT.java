package io.tapline.agent.kernel;

import static io.tapline.agent.kernel.Asm.RINGBUF_DISCARD;
import static io.tapline.agent.kernel.Asm.RINGBUF_SUBMIT;
import static org.assertj.core.api.Assertions.assertThat;

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
                    assertThat(length).isEqualTo(RecordCalls.RECORD_BYTES);
                    assertThat(data.getLong(offset + 16)).isEqualTo(RecordCalls.MARK);
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
        assertThat(KernelRig.counter(objects.map("counters"), RecordCalls.FAILED_OFFSET)).isZero();
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

        long failed = KernelRig.counter(objects.map("counters"), RecordCalls.FAILED_OFFSET);
        int delivered = ring.reader().poll((data, offset, length) -> {}, calls);
        assertThat(failed).isPositive();
        assertThat(delivered).isEqualTo(size / (RecordCalls.RECORD_BYTES + 8));
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
        List.of(
            KernelRig.ring("ring", ringBytes),
            KernelRig.array("counters", RecordCalls.COUNTERS_BYTES)),
        List.of(RecordCalls.of(pid, finish)));
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
