package io.tapline.agent.bpf.spec;

/** {@code enum bpf_prog_type}, include/uapi/linux/bpf.h: the types Tapline loads. */
public enum ProgramType {
  KPROBE(2),
  TRACEPOINT(5),
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
