package io.tapline.agent.kernel.sys;

/**
 * Whose events a perf event counts.
 *
 * @param thread a thread and what it will start; -1 for all
 * @param cpu on which CPU; -1 for any
 */
public record PerfScope(int thread, int cpu) {
  /** Everybody's on one CPU. */
  public static PerfScope ofCpu(int cpu) {
    return new PerfScope(-1, cpu);
  }

  /** A thread's, and those of threads and processes that it starts from now on, on any CPU. */
  public static PerfScope ofThread(int thread) {
    return new PerfScope(thread, -1);
  }

  boolean inherits() {
    return thread >= 0;
  }
}
