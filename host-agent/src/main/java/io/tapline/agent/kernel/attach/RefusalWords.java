package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.KernelFunctionWords;
import io.tapline.agent.kernel.load.Privileges;
import io.tapline.agent.kernel.sys.Errno;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Why a point was refused, and what to do: the kernel's error with what it means there. */
final class RefusalWords {
  private static final Path SAMPLE_RATE = Path.of("/proc/sys/kernel/perf_event_max_sample_rate");

  /** What a processor without the counter, or a machine without counters, makes of it. */
  private static final Set<Errno> NO_COUNTER = Set.of(Errno.ENOENT, Errno.EOPNOTSUPP);

  private RefusalWords() {}

  static String of(ProbePoint point, IOException reason) {
    String text = String.valueOf(reason.getMessage());
    if (!(reason instanceof SystemCallException call)) {
      return text;
    }
    String meaning = meaning(point, call.errno());
    return meaning.isEmpty() ? text : text + "; " + meaning;
  }

  private static String meaning(ProbePoint point, Errno errno) {
    if (point instanceof ProbePoint.Fentry function && !errno.equals(Errno.EBUSY)) {
      return KernelFunctionWords.ofHost().noTrampoline(function.function());
    }
    if (point instanceof ProbePoint.Kprobe function && errno.equals(Errno.ENOENT)) {
      return "the kernel has no such function, or does not let it be probed"
          + KernelFunctionWords.ofHost().instead(function.function());
    }
    if (errno.isPermission()) {
      return Privileges.read().explanation();
    }
    if (errno.equals(Errno.ESRCH)) {
      return "the process has ended";
    }
    if (errno.equals(Errno.EMFILE)) {
      return "raise the limit of open files: ulimit -n";
    }
    return byProvider(point, errno);
  }

  private static String byProvider(ProbePoint point, Errno errno) {
    if (point.provider() == Provider.HARDWARE && NO_COUNTER.contains(errno)) {
      return "this machine shows Linux no such counter of its processor, as most virtual machines"
          + " do; software:cpu-clock ticks anywhere";
    }
    if (point.provider() == Provider.PROFILE && errno.equals(Errno.EINVAL)) {
      return "kernel.perf_event_max_sample_rate is " + text(SAMPLE_RATE) + " a second";
    }
    if (point instanceof ProbePoint.Watchpoint watchpoint) {
      return watchpoint(watchpoint, errno);
    }
    return "";
  }

  private static String watchpoint(ProbePoint.Watchpoint point, Errno errno) {
    if (errno.equals(Errno.ENOSPC)) {
      return "the processor watches four places at a time, and all are taken";
    }
    if (!errno.equals(Errno.EINVAL)) {
      return "";
    }
    if (point.address() % point.lengthBytes() != 0) {
      return "the address must be a multiple of the length";
    }
    return point.mode().contains("x")
        ? "mode x stands alone and wants length 8"
        : "the processor cannot watch reads alone: modes are w, rw and x";
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "not shown";
    }
  }
}
