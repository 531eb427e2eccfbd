package io.tapline.agent.kernel.load;

import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.kernel.sys.BpfSyscall;
import io.tapline.agent.kernel.sys.FileDescriptor;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.kernel.sys.TestRun;
import java.nio.ByteBuffer;

/** A program in the kernel, and owner of its descriptor. Thread-safe. */
public final class Program implements AutoCloseable {
  /** A raw tracepoint's context is at most 12 words, MAX_BPF_FUNC_ARGS. */
  private static final int CONTEXT_BYTES = 12 * Long.BYTES;

  /** The kernel copies it and never writes it back, so that one serves all. */
  private static final ByteBuffer ZEROES = ByteBuffer.allocateDirect(CONTEXT_BYTES);

  /** The shortest packet that a network program is given, ETH_HLEN. */
  private static final ByteBuffer PACKET = ByteBuffer.allocateDirect(14);

  private final BpfSyscall bpf;
  private final ProgramSpec spec;
  private final FileDescriptor descriptor;
  private final boolean uprobeMulti;

  Program(BpfSyscall bpf, ProgramSpec spec, FileDescriptor descriptor, boolean uprobeMulti) {
    this.bpf = bpf;
    this.spec = spec;
    this.descriptor = descriptor;
    this.uprobeMulti = uprobeMulti;
  }

  /** The blueprint it was made from. */
  public ProgramSpec spec() {
    return spec;
  }

  /** The descriptor; this program keeps owning it. */
  public FileDescriptor descriptor() {
    return descriptor;
  }

  /** Whether it was loaded for a uprobe_multi link, rather than for perf events. */
  public boolean uprobeMulti() {
    return uprobeMulti;
  }

  /**
   * Runs it once, now, on this CPU, with a context of zeroes. Raw tracepoint programs only; about 3
   * microseconds.
   *
   * @return what the program returned
   */
  public int testRun() throws SystemCallException {
    return bpf.testRun(descriptor, ZEROES, null, 0).result();
  }

  /**
   * Runs it again and again, now, on this CPU. Programs of type XDP only, whose runs the kernel
   * counts itself; preempted in between, and ended by a signal.
   *
   * @param times at least 1
   * @return what the last run returned, and how long a run took on average
   */
  public TestRun measure(int times) throws SystemCallException {
    return bpf.testRun(descriptor, null, PACKET, times);
  }

  /** What the kernel knows about it. */
  public ProgramInfo info() throws SystemCallException {
    return ProgramInfo.read(bpf, descriptor);
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
