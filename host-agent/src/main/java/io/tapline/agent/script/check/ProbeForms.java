package io.tapline.agent.script.check;

import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.Provider;
import java.util.List;
import java.util.Optional;

/** How probes of each provider are written. */
final class ProbeForms {
  private static final int LONGEST_PART = 4096;

  private ProbeForms() {}

  /** What is wrong with a pattern's parts; empty when nothing is. */
  static Optional<String> wrong(ProbePattern pattern) {
    List<String> parts = pattern.parts();
    Provider provider = pattern.provider();
    int least = least(provider);
    int most = most(provider);
    if (parts.size() < least || parts.size() > most) {
      String wanted = least == most ? String.valueOf(least) : least + " to " + most;
      return Optional.of(
          provider.keyword()
              + " probe type requires "
              + wanted
              + " arguments, found "
              + parts.size());
    }
    boolean incomplete =
        parts.stream().anyMatch(p -> p.length() > LONGEST_PART)
            || (parts.stream().anyMatch(String::isEmpty)
                && provider != Provider.SOFTWARE
                && provider != Provider.HARDWARE);
    return incomplete ? Optional.of("incomplete probe") : Optional.empty();
  }

  private static int least(Provider provider) {
    return switch (provider) {
      case BEGIN, END -> 0;
      case PROFILE,
          INTERVAL,
          SOFTWARE,
          HARDWARE,
          ITER,
          BENCH,
          TEST,
          RAWTRACEPOINT,
          KPROBE,
          KRETPROBE,
          FENTRY,
          FEXIT ->
          1;
      case TRACEPOINT, SELF, USDT, UPROBE, URETPROBE -> 2;
      case WATCHPOINT, ASYNCWATCHPOINT -> 3;
    };
  }

  private static int most(Provider provider) {
    return switch (provider) {
      case BEGIN, END -> 0;
      case BENCH, TEST -> 1;
      case TRACEPOINT,
          SELF,
          PROFILE,
          INTERVAL,
          SOFTWARE,
          HARDWARE,
          ITER,
          RAWTRACEPOINT,
          KPROBE,
          KRETPROBE ->
          2;
      case USDT, UPROBE, URETPROBE, WATCHPOINT, ASYNCWATCHPOINT, FENTRY, FEXIT -> 3;
    };
  }

  /** An example of each. */
  static String form(Provider provider) {
    return switch (provider) {
      case BEGIN, END -> "'" + provider.keyword() + "' stands alone";
      case TRACEPOINT -> "write it as tracepoint:CATEGORY:EVENT";
      case RAWTRACEPOINT -> "write it as rawtracepoint:EVENT";
      case USDT -> "write it as usdt:BINARY:PROBE or usdt:BINARY:PROVIDER:PROBE";
      case UPROBE, URETPROBE -> "write it as " + provider.keyword() + ":BINARY:FUNCTION";
      case KPROBE, KRETPROBE, FENTRY, FEXIT -> "write it as " + provider.keyword() + ":FUNCTION";
      case PROFILE -> "write profile:hz:99, or ms, us or s instead of hz";
      case INTERVAL -> "write interval:s:1, or ms, us or hz instead of s";
      case SOFTWARE -> "write it as software:EVENT:COUNT";
      case HARDWARE -> "write it as hardware:EVENT:COUNT";
      case WATCHPOINT, ASYNCWATCHPOINT -> "write it as watchpoint:ADDRESS:LENGTH:MODE";
      case ITER -> "write it as iter:KIND";
      case SELF -> "write self:signal:SIGUSR1";
      case BENCH, TEST -> "write it as " + provider.keyword() + ":NAME";
    };
  }

  /** Whether it may match several places. */
  static boolean isPattern(ProbePattern pattern) {
    return pattern.parts().stream().anyMatch(p -> p.matches(".*[*?\\[].*"));
  }
}
