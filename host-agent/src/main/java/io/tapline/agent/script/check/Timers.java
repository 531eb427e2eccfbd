package io.tapline.agent.script.check;

import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.Provider;
import io.tapline.agent.probe.TimerUnit;
import io.tapline.agent.script.config.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Timers: {@code profile:hz:99}, {@code interval:s:1}, {@code interval:100ms}; a bare number is
 * nanoseconds.
 */
final class Timers {
  private static final long MAX_HERTZ = 10_000;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final long NANOS_PER_MICRO = 1000;
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,18})(ns|us|ms|s|m|h|d|)");
  private static final Pattern SCIENTIFIC = Pattern.compile("([0-9]{1,9})e([0-9]{1,2})");
  private static final Pattern SHORT_HERTZ = Pattern.compile("([0-9]{1,9})hz");
  private static final Map<String, Long> NANOS =
      Map.of(
          "", 1L,
          "ns", 1L,
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);

  /** A timer, or what is wrong with how it is written. */
  record Result(Optional<ProbePoint> point, String message, String hint) {
    private static Result of(ProbePoint point) {
      return new Result(Optional.of(point), "", "");
    }

    private static Result wrong(String message, Provider provider) {
      return new Result(Optional.empty(), message, form(provider));
    }
  }

  private Timers() {}

  static Result resolve(ProbePattern pattern, Dialect dialect) {
    List<String> parts = pattern.parts();
    Provider provider = pattern.provider();
    String name = provider.keyword();
    if (parts.isEmpty() || parts.size() > 2) {
      return Result.wrong(name + " probe type requires 1 or 2 arguments", provider);
    }
    Optional<TimerUnit> unit =
        parts.size() == 2 ? TimerUnit.of(parts.get(0)) : Optional.of(TimerUnit.US);
    if (unit.isEmpty()) {
      return Result.wrong(parts.get(0) + " is not an accepted unit of time", provider);
    }
    String rate = parts.get(parts.size() - 1);
    Matcher hertz = SHORT_HERTZ.matcher(rate);
    if (parts.size() == 1 && hertz.matches() && dialect == Dialect.PIPELINE) {
      return timer(provider, TimerUnit.HZ, Long.parseLong(hertz.group(1)), dialect);
    }
    Optional<Long> number = number(rate, parts.size() == 1);
    if (number.isEmpty()) {
      return Result.wrong("Invalid rate of " + name + " probe: invalid integer: " + rate, provider);
    }
    if (number.get() <= 0) {
      return Result.wrong(name + " frequency should be a positive integer", provider);
    }
    if (parts.size() == 1 && number.get() < NANOS_PER_MICRO) {
      return Result.wrong(
          "Invalid rate of "
              + name
              + " probe. Minimum is 1000 or 1us. Found: "
              + number.get()
              + " nanoseconds",
          provider);
    }
    long count = parts.size() == 1 ? number.get() / NANOS_PER_MICRO : number.get();
    return timer(provider, unit.get(), count, dialect);
  }

  private static Optional<Long> number(String text, boolean units) {
    Matcher scientific = SCIENTIFIC.matcher(text);
    if (scientific.matches()) {
      int exponent = Integer.parseInt(scientific.group(2));
      return exponent > 9
          ? Optional.empty()
          : Optional.of(Long.parseLong(scientific.group(1)) * (long) Math.pow(10, exponent));
    }
    Matcher duration = DURATION.matcher(text);
    if (!duration.matches() || (!units && !duration.group(2).isEmpty())) {
      return Optional.empty();
    }
    long number = Long.parseLong(duration.group(1));
    long nanos = NANOS.getOrDefault(duration.group(2), 1L);
    return number > Long.MAX_VALUE / nanos ? Optional.empty() : Optional.of(number * nanos);
  }

  private static Result timer(Provider provider, TimerUnit unit, long count, Dialect dialect) {
    if (unit == TimerUnit.HZ ? count > 1_000_000_000 : count > LONGEST.toSeconds() * 1_000_000) {
      return Result.wrong(provider.keyword() + " of " + count + " " + unit.keyword(), provider);
    }
    ProbePoint point =
        provider == Provider.INTERVAL
            ? new ProbePoint.Interval(unit, count)
            : new ProbePoint.Profile(unit, count);
    if (dialect == Dialect.PIPELINE && !isSane(point)) {
      return Result.wrong("'" + point.name() + "' is no probe", provider);
    }
    return Result.of(point);
  }

  private static boolean isSane(ProbePoint point) {
    if (point instanceof ProbePoint.Interval interval) {
      Duration period = interval.period();
      return period.compareTo(SHORTEST) >= 0 && period.compareTo(LONGEST) <= 0;
    }
    long hertz = ((ProbePoint.Profile) point).hertz();
    return hertz >= 1 && hertz <= MAX_HERTZ;
  }

  /** How a probe of that kind is written. */
  private static String form(Provider provider) {
    return provider == Provider.PROFILE
        ? "write profile:hz:99, or ms, us or s instead of hz"
        : "write interval:s:1, or ms, us or hz instead of s";
  }
}
