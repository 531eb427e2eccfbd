package io.tapline.agent.runtime.doctor;

import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.kernel.load.KernelFeatures;
import io.tapline.agent.kernel.sys.BpfLinks;
import io.tapline.agent.kernel.sys.BpfSyscall;
import io.tapline.agent.kernel.sys.FileDescriptor;
import io.tapline.agent.kernel.sys.LibC;
import io.tapline.agent.kernel.sys.PerfEvent;
import io.tapline.agent.kernel.sys.PerfScope;
import io.tapline.agent.kernel.sys.ProgramLoad;
import io.tapline.agent.kernel.sys.SampleRate;
import io.tapline.agent.kernel.sys.TracefsMount;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.TracepointFormat;
import io.tapline.agent.target.btf.Btf;
import io.tapline.agent.target.btf.BtfKind;
import io.tapline.agent.target.tracefs.Tracefs;
import java.util.List;

/** What the kernel answers when asked in earnest. */
final class KernelChecks {
  private static final String RIGHTS =
      "run as root; in a container, allow the system calls bpf and perf_event_open";
  private static final int RING_BYTES = 4096;

  private final BpfSyscall bpf;
  private final PerfEvent perf;
  private final KernelFeatures features;
  private final TracefsMount mount;

  KernelChecks(LibC libc) {
    this.bpf = new BpfSyscall(libc);
    this.perf = new PerfEvent(libc);
    this.features = new KernelFeatures(bpf);
    this.mount = new TracefsMount(libc);
  }

  List<Check> all() {
    return List.of(
        new Check("bpf", RIGHTS, this::program),
        new Check("ring buffer", "run Linux 5.8 or newer, as root", this::ring),
        new Check("raw tracepoints", RIGHTS, this::rawTracepoint),
        new Check(
            "tracefs", "as root: mount -t tracefs tracefs /sys/kernel/tracing", this::tracefs),
        new Check("tracepoints", RIGHTS, this::tracepoint),
        new Check("profile", RIGHTS, this::profile),
        new Check(
            "uprobe_multi",
            "run Linux 6.6 or newer; older ones attach USDT probes one by one, as root",
            this::uprobeMulti),
        Check.optional(
            "fentry",
            "needed for kernel-function probes only, by none of the default tapsets; use a kernel"
                + " with BPF trampolines that its lockdown policy allows",
            this::fentry));
  }

  private String program() throws Exception {
    features.loadTrivial(ProgramType.RAW_TRACEPOINT.number(), 0).close();
    return "a program loads";
  }

  private String ring() throws Exception {
    bpf.createMap(MapType.RINGBUF.number(), 0, 0, RING_BYTES, 0, "tapline_try").close();
    return "a ring buffer can be made";
  }

  private String rawTracepoint() throws Exception {
    int type = ProgramType.RAW_TRACEPOINT.number();
    try (FileDescriptor program = features.loadTrivial(type, 0)) {
      // task_rename is rare: attaching for a moment costs nobody anything.
      new BpfLinks(bpf).openRawTracepoint("task_rename", program, 0).close();
      return "attached and detached";
    }
  }

  private String tracefs() throws Exception {
    Tracefs tracefs = Tracefs.open(mount::mount);
    int events = tracefs.categories().stream().mapToInt(c -> tracefs.events(c).size()).sum();
    return events + " events";
  }

  private String tracepoint() throws Exception {
    TracepointFormat format =
        Tracefs.find()
            .orElseThrow(() -> new ProbeUnavailableException("tracefs is not mounted"))
            .format("task", "task_rename")
            .orElseThrow(() -> new Missing("this kernel has no event task:task_rename"));
    perf.openTracepoint(format.id()).close();
    return "perf_event_open works";
  }

  private String profile() throws Exception {
    perf.openCpuClock(SampleRate.hertz(1), PerfScope.ofCpu(0)).close();
    return "a CPU clock opens";
  }

  private String uprobeMulti() throws Missing {
    if (!features.uprobeMulti()) {
      throw new Missing("not in this kernel, or not allowed");
    }
    return "one link serves many sites";
  }

  private String fentry() throws Exception {
    int function =
        Btf.open(Btf.VMLINUX)
            .find(BtfKind.FUNC, "vfs_read")
            .orElseThrow(() -> new Missing("BTF has no function vfs_read"));
    features.loadTrivial(ProgramType.TRACING.number(), ProgramLoad.TRACE_FENTRY, function).close();
    return "a program for a kernel function loads";
  }
}
