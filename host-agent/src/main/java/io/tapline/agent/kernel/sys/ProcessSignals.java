package io.tapline.agent.kernel.sys;

/** Signals to processes, kill(2). */
public final class ProcessSignals {
  /** Goes on after a stop. */
  public static final int CONT = 18;

  private static final int KILL = 62;

  private ProcessSignals() {}

  /** Sends a signal; false when there is no such process, or it is not ours to signal. */
  public static boolean send(LibC libc, int process, int signal) {
    return libc.call(KILL, process, signal, 0) == 0;
  }
}
