package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.BpfSyscall;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.probe.ProbePoint;

/** RAW_TRACEPOINT_OPEN: the cheapest way in, about 90 ns a hit. Kernel 4.17. */
final class RawTracepointAttacher implements ProviderAttacher<ProbePoint.RawTracepoint> {
  private final BpfSyscall bpf;

  RawTracepointAttacher(BpfSyscall bpf) {
    this.bpf = bpf;
  }

  @Override
  public AutoCloseable attach(Program program, ProbePoint.RawTracepoint point)
      throws SystemCallException {
    return bpf.openRawTracepoint(point.event(), program.descriptor());
  }
}
