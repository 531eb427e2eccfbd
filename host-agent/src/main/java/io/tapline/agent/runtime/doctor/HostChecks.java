package io.tapline.agent.runtime.doctor;

import io.tapline.agent.kernel.load.Privileges;
import io.tapline.agent.kernel.sys.CpuSet;
import io.tapline.agent.target.btf.Btf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What files and the process's own state tell, without a system call of ours. */
final class HostChecks {
  private static final Path RELEASE = Path.of("/proc/sys/kernel/osrelease");
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

  /** BPF ring buffers came with Linux 5.8. */
  private static final int MINIMUM_MAJOR = 5;

  private static final int MINIMUM_MINOR = 8;

  private HostChecks() {}

  static List<Check> of(Privileges privileges) {
    return List.of(
        new Check("kernel release", "run Linux 5.8 or newer", HostChecks::release),
        new Check("CPUs", "mount sysfs on /sys", HostChecks::cpus),
        new Check(
            "capabilities",
            "run as root, or give the agent CAP_BPF, CAP_PERFMON and CAP_SYS_ADMIN",
            () -> capabilities(privileges)),
        new Check(
            "lockdown",
            "boot with lockdown=integrity or none: confidentiality forbids reading kernel memory",
            () -> lockdown(privileges)),
        new Check(
            "BTF",
            "use a kernel built with CONFIG_DEBUG_INFO_BTF=y (all large distributions since 2021)",
            HostChecks::btf),
        Check.optional(
            "kprobes",
            "needed for kernel-function probes only, by none of the default tapsets; use a kernel"
                + " built with CONFIG_KPROBES=y and CONFIG_KPROBE_EVENTS=y",
            HostChecks::kprobes));
  }

  private static String release() throws Exception {
    String release = Files.readString(RELEASE).strip();
    Matcher version = VERSION.matcher(release);
    if (!version.matches()) {
      throw new Missing("release is not a version: release=" + release);
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    if (major < MINIMUM_MAJOR || (major == MINIMUM_MAJOR && minor < MINIMUM_MINOR)) {
      throw new Missing(release + " has no BPF ring buffer");
    }
    return release;
  }

  private static String cpus() throws Exception {
    CpuSet cpus = CpuSet.read();
    return cpus.online().size() + " online, " + cpus.possible() + " possible";
  }

  private static String capabilities(Privileges privileges) throws Missing {
    if (!privileges.missing().isEmpty()) {
      throw new Missing("missing " + String.join(" and ", privileges.missing()));
    }
    return privileges.administrator()
        ? "CAP_SYS_ADMIN"
        : "CAP_BPF and CAP_PERFMON (tracepoints may need CAP_SYS_ADMIN too)";
  }

  private static String lockdown(Privileges privileges) throws Missing {
    if (privileges.lockdown().equals("confidentiality")) {
      throw new Missing("confidentiality");
    }
    return privileges.lockdown().isEmpty()
        ? "not shown (securityfs is not mounted)"
        : privileges.lockdown();
  }

  private static String btf() throws Exception {
    Btf btf = Btf.open(Btf.VMLINUX);
    return btf.typeCount() + " types, " + btf.rawTracepoints().size() + " raw tracepoints";
  }

  private static String kprobes() throws Missing {
    if (Files.notExists(Path.of("/sys/bus/event_source/devices/kprobe/type"))) {
      throw new Missing("this kernel has no kprobe events");
    }
    return "kprobe events";
  }
}
