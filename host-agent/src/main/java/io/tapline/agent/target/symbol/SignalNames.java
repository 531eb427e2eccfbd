package io.tapline.agent.target.symbol;

import java.util.List;

/** Words for signals, as bpftrace's {@code signal_name()} has them. Immutable. */
public final class SignalNames {
  private static final int REAL_TIME = 34;
  private static final int LAST = 64;

  private final List<String> words = ResourceLines.of("signals.txt");

  /** What a signal is called; {@code N/A} for what is none. */
  public String name(long number) {
    if (number < 0 || number > LAST) {
      return "N/A";
    } else if (number >= REAL_TIME) {
      return "Real-time signal " + (number - REAL_TIME);
    }
    return number == 0 || number > words.size()
        ? "Unknown signal " + number
        : words.get((int) number - 1);
  }
}
