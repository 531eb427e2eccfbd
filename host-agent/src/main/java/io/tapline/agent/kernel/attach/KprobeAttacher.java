package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.KernelFunctionWords;
import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.PerfEvent;
import io.tapline.agent.probe.ProbePoint;
import java.io.IOException;

/** A perf event of the kernel's kprobes. */
final class KprobeAttacher implements PointAttacher<ProbePoint.Kprobe> {
  private static final String KERNEL = "vmlinux";

  private final PerfEvent perf;
  private final PerfBinder binder;

  KprobeAttacher(PerfEvent perf, PerfBinder binder) {
    this.perf = perf;
    this.binder = binder;
  }

  @Override
  public AutoCloseable attach(
      Program program, ProbePoint.Kprobe point, long cookie, AttachOptions options)
      throws IOException {
    if (!PerfEvent.has("kprobe")) {
      throw new IOException(KernelFunctionWords.ofHost().noKprobes(point.function()));
    }
    boolean module = !point.module().isEmpty() && !point.module().equals(KERNEL);
    String function = module ? point.module() + ":" + point.function() : point.function();
    return binder.bindSlow(
        program, perf.openKprobe(function, point.offset(), point.returns()), cookie);
  }
}
