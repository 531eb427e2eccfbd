package io.tapline.agent.compile;

import io.tapline.agent.bpf.spec.AttachTarget;
import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.probe.ProbePoint;
import java.util.Locale;
import java.util.Optional;

/** What kind of program runs at a probe point, and under which name. */
final class ProgramTypes {
  /** BPF_OBJ_NAME_LEN less the NUL. */
  private static final int MAX_NAME = 15;

  private ProgramTypes() {}

  /** The last part of a site's name, as the kernel takes names. */
  static String name(String site) {
    String last = site.substring(site.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
    String plain = last.replaceAll("[^a-z0-9_]", "_");
    return plain.substring(0, Math.min(MAX_NAME, plain.length()));
  }

  /** What the kernel lets run there. Timers of the agent and begin and end are test runs. */
  static ProgramType of(ProbePoint point) {
    return switch (point.provider()) {
      case BEGIN, END, INTERVAL, RAWTRACEPOINT, SELF, TEST -> ProgramType.RAW_TRACEPOINT;
      case BENCH -> ProgramType.XDP;
      case TRACEPOINT -> ProgramType.TRACEPOINT;
      case USDT, UPROBE, URETPROBE -> ProgramType.UPROBE;
      case KPROBE, KRETPROBE -> ProgramType.KPROBE;
      case PROFILE, SOFTWARE, HARDWARE, WATCHPOINT, ASYNCWATCHPOINT -> ProgramType.PERF_EVENT;
      case FENTRY, FEXIT, ITER -> ProgramType.TRACING;
    };
  }

  /** What the kernel checks a TRACING program against. */
  static Optional<AttachTarget> target(ProbePoint point) {
    if (point instanceof ProbePoint.Fentry function) {
      int type = function.exit() ? AttachTarget.FEXIT : AttachTarget.FENTRY;
      return Optional.of(new AttachTarget(type, function.function(), function.btfId()));
    }
    if (point instanceof ProbePoint.Iterator iterator) {
      String function = "bpf_iter_" + iterator.kind();
      return Optional.of(new AttachTarget(AttachTarget.ITERATOR, function, 0));
    }
    return Optional.empty();
  }
}
