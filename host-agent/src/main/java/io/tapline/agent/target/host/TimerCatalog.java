package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.TimerUnit;
import io.tapline.agent.target.ProbeUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * {@code profile:UNIT:N} and {@code interval:UNIT:N}, with units hz, s, ms and us; or {@code
 * profile:N} with N in nanoseconds, which is where {@code interval:1s} comes from.
 */
final class TimerCatalog implements ProviderCatalog {
  private static final long NANOS_PER_MICROSECOND = 1_000;

  private final String keyword;
  private final BiFunction<TimerUnit, Long, ProbePoint> point;

  /**
   * @param keyword of the provider, for messages
   * @param point what a count of units becomes
   */
  TimerCatalog(String keyword, BiFunction<TimerUnit, Long, ProbePoint> point) {
    this.keyword = keyword;
    this.point = point;
  }

  @Override
  public List<ProbePoint> match(List<String> parts) throws ProbeUnavailableException {
    if (parts.size() == 1) {
      long nanos = number(parts.get(0));
      if (Long.compareUnsigned(nanos, NANOS_PER_MICROSECOND) < 0) {
        throw new ProbeUnavailableException(
            "Invalid rate of "
                + keyword
                + " probe. Minimum is 1000 or 1us. Found: "
                + nanos
                + " nanoseconds");
      }
      return point(TimerUnit.US, Long.divideUnsigned(nanos, NANOS_PER_MICROSECOND));
    }
    if (parts.size() != 2) {
      throw new ProbeUnavailableException(
          keyword + " probe type requires 1 or 2 arguments, found " + parts.size(), form());
    }
    long count = number(parts.get(1));
    Optional<TimerUnit> unit = TimerUnit.of(parts.get(0));
    if (unit.isEmpty()) {
      throw new ProbeUnavailableException(
          parts.get(0) + " is not an accepted unit of time", form());
    }
    return point(unit.get(), count);
  }

  private List<ProbePoint> point(TimerUnit unit, long count) throws ProbeUnavailableException {
    if (count <= 0) {
      throw new ProbeUnavailableException(keyword + " frequency should be a positive integer");
    }
    try {
      unit.period(count);
    } catch (ArithmeticException e) {
      throw new ProbeUnavailableException(
          "no timer is that slow: " + keyword + ":" + unit.keyword() + ":" + count);
    }
    return List.of(point.apply(unit, count));
  }

  @Override
  public List<String> names(List<String> parts) {
    return List.of(keyword + ":hz:99", keyword + ":s:1", keyword + ":ms:100");
  }

  private long number(String text) throws ProbeUnavailableException {
    try {
      return Numbers.parse(text);
    } catch (Numbers.NoNumberException e) {
      throw new ProbeUnavailableException(
          "Invalid rate of " + keyword + " probe: " + e.getMessage(), form());
    }
  }

  private String form() {
    return "write " + keyword + ":UNIT:N with UNIT one of hz, s, ms, us, or " + keyword + ":1s";
  }
}
