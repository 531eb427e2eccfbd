package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.BpfLinks;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.probe.ProbePoint;

/** A function of the kernel by BPF's trampoline; the program was loaded for it. Kernel 5.5. */
final class FentryAttacher implements PointAttacher<ProbePoint.Fentry> {
  private final BpfLinks links;

  FentryAttacher(BpfLinks links) {
    this.links = links;
  }

  @Override
  public AutoCloseable attach(
      Program program, ProbePoint.Fentry point, long cookie, AttachOptions options)
      throws SystemCallException {
    return links.openRawTracepoint("", program.descriptor(), 0);
  }
}
