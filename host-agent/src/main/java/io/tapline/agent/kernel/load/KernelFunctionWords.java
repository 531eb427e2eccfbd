package io.tapline.agent.kernel.load;

import java.util.List;

/** Why functions of this kernel cannot be probed, and what can be in their place. */
public final class KernelFunctionWords {
  private static final List<String> KPROBES = List.of("CONFIG_KPROBES", "CONFIG_KPROBE_EVENTS");

  /** What a program needs to be put on a function by BPF's trampoline. */
  private static final List<String> TRAMPOLINES =
      List.of(
          "CONFIG_BPF_JIT",
          "CONFIG_DEBUG_INFO_BTF",
          "CONFIG_FUNCTION_TRACER",
          "CONFIG_DYNAMIC_FTRACE_WITH_DIRECT_CALLS");

  private final KernelConfig config;
  private final Privileges privileges;
  private final NearTracepoints near;

  KernelFunctionWords(KernelConfig config, Privileges privileges, NearTracepoints near) {
    this.config = config;
    this.privileges = privileges;
    this.near = near;
  }

  /** For the host this runs on. */
  public static KernelFunctionWords ofHost() {
    return new KernelFunctionWords(KernelConfig.read(), Privileges.read(), NearTracepoints.load());
  }

  /** Why a kprobe or kretprobe is refused by a kernel that has no such events. */
  public String noKprobes(String function) {
    List<String> missing = config.missing(KPROBES);
    String why =
        missing.isEmpty()
            ? "it shows no /sys/bus/event_source/devices/kprobe, which wants CONFIG_KPROBES=y and"
                + " CONFIG_KPROBE_EVENTS=y"
            : unset(missing);
    return "this kernel has no kprobes: " + why + instead(function);
  }

  /**
   * Why fentry or fexit is refused by a kernel that answered EPERM or that it has no such thing.
   */
  public String noTrampoline(String function) {
    List<String> missing = config.missing(TRAMPOLINES);
    String why;
    if (!missing.isEmpty()) {
      why = unset(missing);
    } else if (!privileges.missing().isEmpty()) {
      why = privileges.explanation();
    } else {
      why =
          "the rights and options that it wants are there, so the kernel's own policy forbids it"
              + lockdown();
    }
    return "this kernel does not let programs be put on its functions: " + why + instead(function);
  }

  /** Probes in the place of a function, as the end of a sentence; empty when none comes near. */
  public String instead(String function) {
    List<String> probes = near.of(function);
    return probes.isEmpty()
        ? "; a tracepoint may tell the same: list them with -l 'tracepoint:*'"
        : "; near in meaning: " + String.join(", ", probes);
  }

  private String lockdown() {
    String mode = privileges.lockdown();
    return mode.isEmpty() ? "" : ": its lockdown mode is " + mode;
  }

  private String unset(List<String> options) {
    return String.join(" and ", options)
        + (options.size() == 1 ? " is" : " are")
        + " not set in "
        + config.source();
  }
}
