package io.tapline.agent.price;

/** Ways in which a probe point is hit, cheapest first. */
public enum CostClass {
  /** The agent's own doing, or a clock's: nothing is added to what is traced. */
  TIMER("timer"),
  /** A kernel tracepoint with its raw arguments. */
  RAW_TRACEPOINT("raw tracepoint"),
  /** A kernel tracepoint through perf, which copies its record first. */
  TRACEPOINT("tracepoint"),
  /** An event that the kernel or the processor counts. */
  COUNTED("counted event"),
  /** A uprobe on a nop of five bytes, which the kernel turns into a call. */
  UPROBE_NOP5("uprobe, nop5"),
  /** A USDT site: a uprobe on a nop. */
  USDT("USDT"),
  /** A uprobe on an instruction that the kernel does by itself. */
  UPROBE_EMULATED("uprobe, emulated"),
  /** The same, and the return. */
  URETPROBE_EMULATED("uretprobe, emulated"),
  /** A uprobe on an instruction that the processor steps through, with a second trap. */
  UPROBE_STEPPED("uprobe, single-stepped"),
  /** The same, and the return. */
  URETPROBE_STEPPED("uretprobe, single-stepped"),
  /** A function of the kernel. */
  KERNEL_FUNCTION("kernel function");

  private final String words;

  CostClass(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
