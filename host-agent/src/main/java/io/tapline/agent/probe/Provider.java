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
  INTERVAL("interval", "i");

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
                    || ((p == BEGIN || p == END) && p.keyword.equalsIgnoreCase(word)))
        .findFirst();
  }
}
