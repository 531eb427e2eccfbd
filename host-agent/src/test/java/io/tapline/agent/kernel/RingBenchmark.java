package io.tapline.agent.kernel;

import static io.tapline.agent.kernel.Asm.RINGBUF_SUBMIT;

import io.tapline.agent.kernel.attach.Attachment;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.ring.RingBuffer;
import io.tapline.agent.kernel.ring.RingBufferReader;
import io.tapline.agent.probe.ProbePoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What it costs to take 64-byte records out of the kernel: an outside process makes system calls as
 * fast as it can, this one polls each millisecond. Prints CPU nanoseconds of the reading thread per
 * record, sleeping and waking included, and records per second. Command in the module's README.
 */
final class RingBenchmark {
  private static final int CALLS = 2_000_000;
  private static final int ROUNDS = 5;
  private static final int RING_BYTES = 16 << 20;
  private static final int POLL_LIMIT = 10_000;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private RingBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    try (KernelRig rig = new KernelRig();
        Workload workload = Workload.start()) {
      KernelObjects objects =
          rig.load(
              List.of(
                  KernelRig.ring("ring", RING_BYTES),
                  KernelRig.array("counters", RecordCalls.COUNTERS_BYTES)),
              List.of(RecordCalls.of(workload.pid(), RINGBUF_SUBMIT)));
      Attachment attachment =
          rig.attacher.attach(objects.programs().get(0), new ProbePoint.RawTracepoint("sys_enter"));
      try (RingBuffer ring = RingBuffer.map(rig.libc, objects.map("ring"))) {
        for (int round = 0; round < ROUNDS; round++) {
          round(workload, ring.reader());
        }
        System.out.printf(
            "turned away by a full ring: %d%n",
            KernelRig.counter(objects.map("counters"), RecordCalls.FAILED_OFFSET));
      }
      attachment.close();
    }
  }

  private static void round(Workload workload, RingBufferReader reader) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    CompletableFuture<Long> made = CompletableFuture.supplyAsync(() -> go(workload));
    long[] sum = new long[1];
    long records = 0;
    long start = System.nanoTime();
    long cpuStart = threads.getCurrentThreadCpuTime();
    boolean done = false;
    while (!done) {
      done = made.isDone();
      int taken;
      do {
        taken =
            reader.poll((data, offset, length) -> sum[0] += data.getLong(offset + 8), POLL_LIMIT);
        records += taken;
      } while (taken == POLL_LIMIT);
      LockSupport.parkNanos(POLL_NANOS);
    }
    long cpu = threads.getCurrentThreadCpuTime() - cpuStart;
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%,d calls, %,d records, %.1f ns CPU per record, %,.0f records/s, checksum %d%n",
        made.join(), records, (double) cpu / records, records / seconds, sum[0]);
  }

  private static long go(Workload workload) {
    try {
      return workload.go(CALLS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
