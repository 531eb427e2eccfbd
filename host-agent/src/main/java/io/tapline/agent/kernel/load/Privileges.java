package io.tapline.agent.kernel.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What this process may do, and what the host forbids to all.
 *
 * @param capabilities effective capability bits of the process
 * @param unprivilegedBpfDisabled value of the sysctl kernel.unprivileged_bpf_disabled; empty when
 *     unreadable
 * @param perfEventParanoid value of the sysctl kernel.perf_event_paranoid; empty when unreadable
 * @param lockdown the kernel's lockdown mode (none, integrity, confidentiality); empty when neither
 *     securityfs nor the kernel's configuration tells
 */
public record Privileges(
    long capabilities, String unprivilegedBpfDisabled, String perfEventParanoid, String lockdown) {

  /** Capability numbers, include/uapi/linux/capability.h, in the order they matter here. */
  private static final List<Map.Entry<String, Integer>> NEEDED =
      List.of(Map.entry("CAP_BPF", 39), Map.entry("CAP_PERFMON", 38));

  private static final int CAP_SYS_ADMIN = 21;

  /** Reads them as they are now. */
  public static Privileges read() {
    return new Privileges(
        effective(Path.of("/proc/self/status")),
        text(Path.of("/proc/sys/kernel/unprivileged_bpf_disabled")),
        text(Path.of("/proc/sys/kernel/perf_event_paranoid")),
        lockdownMode());
  }

  /**
   * Without securityfs, what the kernel was built to begin in: it can only be raised from there.
   */
  private static String lockdownMode() {
    String shown = selected(text(Path.of("/sys/kernel/security/lockdown")));
    return shown.isEmpty() ? KernelConfig.read().forcedLockdown() : shown;
  }

  /** Names of the capabilities that tracing needs and this process lacks. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (!has(CAP_SYS_ADMIN)) {
      NEEDED.stream().filter(c -> !has(c.getValue())).forEach(c -> missing.add(c.getKey()));
    }
    return missing;
  }

  /** Whether files and ids that only an administrator sees are visible: CAP_SYS_ADMIN. */
  public boolean administrator() {
    return has(CAP_SYS_ADMIN);
  }

  /** One clause for an error message: what is missing, and what to do. */
  public String explanation() {
    if (!missing().isEmpty()) {
      return "missing "
          + String.join(" and ", missing())
          + ": run as root, or give the process these capabilities"
          + " (kernel.unprivileged_bpf_disabled="
          + unprivilegedBpfDisabled
          + ", kernel.perf_event_paranoid="
          + perfEventParanoid
          + ")";
    }
    return "capabilities are there, so the kernel itself forbids it: lockdown is "
        + (lockdown.isEmpty() ? "unknown (mount securityfs to see it)" : lockdown)
        + ", kernel.perf_event_paranoid="
        + perfEventParanoid
        + "; a seccomp filter of a container also answers so";
  }

  private boolean has(int capability) {
    return (capabilities >>> capability & 1) == 1;
  }

  private static long effective(Path status) {
    return text(status)
        .lines()
        .filter(line -> line.startsWith("CapEff:"))
        .findFirst()
        .map(line -> Long.parseUnsignedLong(line.substring(line.indexOf(':') + 1).strip(), 16))
        .orElse(0L);
  }

  /** {@code none [integrity] confidentiality} means integrity. */
  private static String selected(String modes) {
    int open = modes.indexOf('[');
    int close = modes.indexOf(']');
    return open >= 0 && close > open ? modes.substring(open + 1, close) : "";
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
