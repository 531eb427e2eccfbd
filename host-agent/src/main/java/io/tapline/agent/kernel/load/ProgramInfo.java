package io.tapline.agent.kernel.load;

import io.tapline.agent.kernel.sys.BpfSyscall;
import io.tapline.agent.kernel.sys.FileDescriptor;
import io.tapline.agent.kernel.sys.SystemCallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the kernel tells about a loaded program: {@code struct bpf_prog_info},
 * include/uapi/linux/bpf.h.
 *
 * @param id system-wide
 * @param runs how often it ran while statistics were enabled, else 0
 * @param runTimeNanos how long in total, likewise
 * @param recursionMisses hits that the kernel left out because that CPU was in the middle of the
 *     program, or, unless it is at a raw tracepoint, of another one or of a map operation; what a
 *     ledger books as unseen. Kernel 5.12
 * @param verifiedInstructions how many the verifier looked at. Kernel 5.16
 */
public record ProgramInfo(
    int id, long runs, long runTimeNanos, long recursionMisses, int verifiedInstructions) {
  private static final int BYTES = 232;
  private static final int ID_OFFSET = 4;
  private static final int RUN_TIME_OFFSET = 192;
  private static final int RUN_COUNT_OFFSET = RUN_TIME_OFFSET + Long.BYTES;
  private static final int RECURSION_MISSES_OFFSET = RUN_COUNT_OFFSET + Long.BYTES;
  private static final int VERIFIED_OFFSET = RECURSION_MISSES_OFFSET + Long.BYTES;

  static ProgramInfo read(BpfSyscall bpf, FileDescriptor program) throws SystemCallException {
    ByteBuffer info = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.nativeOrder());
    bpf.objectInfo(program, info);
    return new ProgramInfo(
        info.getInt(ID_OFFSET),
        info.getLong(RUN_COUNT_OFFSET),
        info.getLong(RUN_TIME_OFFSET),
        info.getLong(RECURSION_MISSES_OFFSET),
        info.getInt(VERIFIED_OFFSET));
  }
}
