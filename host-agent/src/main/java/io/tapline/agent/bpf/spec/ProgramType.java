package io.tapline.agent.bpf.spec;

/** {@code enum bpf_prog_type}, include/uapi/linux/bpf.h: the types Tapline loads. */
public enum ProgramType {
  /** Functions of programs and libraries. */
  UPROBE(2),
  /** Functions of the kernel. */
  KPROBE(2),
  TRACEPOINT(5),
  /** A packet program that nothing but a test run sees: the one kind that can be repeated. */
  XDP(6),
  PERF_EVENT(7),
  RAW_TRACEPOINT(17),
  TRACING(26);

  private final int number;

  ProgramType(int number) {
    this.number = number;
  }

  /** The kernel's number. */
  public int number() {
    return number;
  }
}
