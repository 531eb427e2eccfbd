package io.tapline.agent.kernel;

import static io.tapline.agent.kernel.Asm.GET_CURRENT_PID_TGID;
import static io.tapline.agent.kernel.Asm.KTIME_GET_NS;
import static io.tapline.agent.kernel.Asm.RINGBUF_RESERVE;
import static io.tapline.agent.kernel.Asm.atomicAdd;
import static io.tapline.agent.kernel.Asm.atomicFetchAdd;
import static io.tapline.agent.kernel.Asm.call;
import static io.tapline.agent.kernel.Asm.copy;
import static io.tapline.agent.kernel.Asm.exit;
import static io.tapline.agent.kernel.Asm.jump;
import static io.tapline.agent.kernel.Asm.jumpIfNot;
import static io.tapline.agent.kernel.Asm.jumpIfZero;
import static io.tapline.agent.kernel.Asm.load;
import static io.tapline.agent.kernel.Asm.map;
import static io.tapline.agent.kernel.Asm.mapValue;
import static io.tapline.agent.kernel.Asm.mov;
import static io.tapline.agent.kernel.Asm.shiftRight;
import static io.tapline.agent.kernel.Asm.store;

import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.bpf.spec.ProgramType;

/**
 * A program for rawtracepoint:sys_enter: on each getppid of one process it puts a record of 64
 * bytes into {@code ring}, time at 0, sequence at 8 and a mark at 16, and counts in {@code
 * counters} what went in and what did not.
 */
final class RecordCalls {
  static final int RECORD_BYTES = 64;
  static final int SUBMITTED_OFFSET = 0;
  static final int FAILED_OFFSET = 8;
  static final int COUNTERS_BYTES = 16;
  static final long MARK = 0x1234567;

  private static final int NO_WAKEUP = 1;

  private RecordCalls() {}

  /**
   * The program.
   *
   * @param finish helper that ends a reservation: submit or discard
   */
  static ProgramSpec of(int pid, int finish) {
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
}
