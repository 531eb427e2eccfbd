package io.tapline.agent.script.check;

import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Probes that need no host to be resolved: timers, begin and end. */
final class Timers {
  private static final long MAX_HERTZ = 10_000;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Pattern SHORT_FORM = Pattern.compile("([0-9]{1,9})(hz|us|ms|s)");

  private Timers() {}

  /** The point; empty when the parts make no sense. */
  static Optional<ProbePoint> resolve(ProbePattern pattern) {
    List<String> parts = pattern.parts();
    switch (pattern.provider()) {
      case BEGIN -> {
        return parts.isEmpty() ? Optional.of(new ProbePoint.Begin()) : Optional.empty();
      }
      case END -> {
        return parts.isEmpty() ? Optional.of(new ProbePoint.End()) : Optional.empty();
      }
      default -> {
        String written = parts.size() == 2 ? parts.get(1) + parts.get(0) : String.join(":", parts);
        Matcher matcher = SHORT_FORM.matcher(written);
        return matcher.matches()
            ? timer(pattern.provider(), Long.parseLong(matcher.group(1)), matcher.group(2))
            : Optional.empty();
      }
    }
  }

  private static Optional<ProbePoint> timer(Provider provider, long number, String unit) {
    if (number == 0) {
      return Optional.empty();
    }
    Duration period =
        switch (unit) {
          case "hz" -> Duration.ofNanos(1_000_000_000L / number);
          case "us" -> Duration.ofNanos(number * 1000);
          case "ms" -> Duration.ofMillis(number);
          default -> Duration.ofSeconds(number);
        };
    if (provider == Provider.INTERVAL) {
      boolean sane = period.compareTo(SHORTEST) >= 0 && period.compareTo(LONGEST) <= 0;
      return sane ? Optional.of(new ProbePoint.Interval(period)) : Optional.empty();
    }
    long hertz = unit.equals("hz") ? number : 1_000_000_000L / period.toNanos();
    return hertz >= 1 && hertz <= MAX_HERTZ
        ? Optional.of(new ProbePoint.Profile(hertz))
        : Optional.empty();
  }

  /** How a probe of that kind is written. */
  static String form(Provider provider) {
    return switch (provider) {
      case PROFILE -> "write profile:hz:99, or ms, us or s instead of hz: 1 to 10000 a second";
      case INTERVAL -> "write interval:s:1, or ms, us or hz instead of s: from 1 ms to a day";
      default -> "'" + provider.keyword() + "' stands alone";
    };
  }
}
