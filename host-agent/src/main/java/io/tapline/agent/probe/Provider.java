package io.tapline.agent.probe;

import java.util.Arrays;
import java.util.Optional;

/** A family of probe points, under the name a script writes before the first colon. */
public enum Provider {
  /** Once, before the first other probe is attached. */
  BEGIN("begin"),
  /** Once, after the last other probe is detached. */
  END("end"),
  /** A kernel tracepoint by category and event, with the fields of its format. */
  TRACEPOINT("tracepoint", "t"),
  /** A kernel tracepoint by event, with the raw arguments of its call site. */
  RAWTRACEPOINT("rawtracepoint", "rt"),
  /** A statically defined user-space probe: an ELF note of SystemTap's version 3. */
  USDT("usdt", "U"),
  /** A timer on every CPU. */
  PROFILE("profile", "p"),
  /** A timer on one CPU. */
  INTERVAL("interval", "i"),
  /** A function of a program or library, where it begins, or at an offset. */
  UPROBE("uprobe", "u"),
  /** A function of a program or library, where it returns. */
  URETPROBE("uretprobe", "ur"),
  /** A function of the kernel, where it begins, or at an offset. */
  KPROBE("kprobe", "k"),
  /** A function of the kernel, where it returns. */
  KRETPROBE("kretprobe", "kr"),
  /** A function of the kernel, where it begins, with typed arguments. */
  FENTRY("fentry", "f"),
  /** A function of the kernel, where it returns, with typed arguments and result. */
  FEXIT("fexit", "fr"),
  /** An event that the kernel counts in software. */
  SOFTWARE("software", "s"),
  /** An event that the processor counts. */
  HARDWARE("hardware", "h"),
  /** A place in memory that is read, written or executed. */
  WATCHPOINT("watchpoint", "w"),
  /** Likewise, without stopping the process while the place is found. */
  ASYNCWATCHPOINT("asyncwatchpoint", "aw"),
  /** Every object of a kind that the kernel has, once each. */
  ITER("iter", "it"),
  /** What happens to the tracer itself. */
  SELF("self"),
  /** A piece of script whose time is measured. */
  BENCH("bench"),
  /** A piece of script that is a test. */
  TEST("test");

  private final String keyword;
  private final String alias;

  Provider(String keyword) {
    this(keyword, keyword);
  }

  Provider(String keyword, String alias) {
    this.keyword = keyword;
    this.alias = alias;
  }

  /** The name in full. */
  public String keyword() {
    return keyword;
  }

  /** The short name; the full one where there is none. */
  public String alias() {
    return alias;
  }

  /** The provider a script means by {@code word}; {@code BEGIN} and {@code END} in capitals too. */
  public static Optional<Provider> of(String word) {
    return Arrays.stream(values())
        .filter(
            p ->
                p.keyword.equals(word)
                    || p.alias.equals(word)
                    || (p == FENTRY && word.equals("kfunc"))
                    || (p == FEXIT && word.equals("kretfunc"))
                    || ((p == BEGIN || p == END) && p.keyword.equalsIgnoreCase(word)))
        .findFirst();
  }
}
