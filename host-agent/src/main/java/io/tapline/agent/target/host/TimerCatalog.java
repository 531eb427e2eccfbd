package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code profile:UNIT:N} and {@code interval:UNIT:N}, with units hz, s, ms and us. */
final class TimerCatalog implements ProviderCatalog {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final Map<String, Long> UNIT_NANOS =
      Map.of("s", NANOS_PER_SECOND, "ms", 1_000_000L, "us", 1_000L);
  private static final long MAX_NUMBER = 1_000_000;

  private final String keyword;
  private final Duration shortest;
  private final Duration longest;
  private final Function<Duration, ProbePoint> point;

  /**
   * @param keyword of the provider, for messages
   * @param shortest period that makes sense
   * @param longest likewise
   * @param point what a period becomes
   */
  TimerCatalog(
      String keyword, Duration shortest, Duration longest, Function<Duration, ProbePoint> point) {
    this.keyword = keyword;
    this.shortest = shortest;
    this.longest = longest;
    this.point = point;
  }

  @Override
  public List<ProbePoint> match(List<String> parts) throws ProbeUnavailableException {
    Duration period = period(parts);
    if (period.compareTo(shortest) < 0 || period.compareTo(longest) > 0) {
      throw new ProbeUnavailableException(
          keyword
              + " ticks once in "
              + shortest.toNanos() / 1000
              + " us to "
              + longest.toSeconds()
              + " s: period="
              + String.join(":", parts));
    }
    return List.of(point.apply(period));
  }

  @Override
  public List<String> names(List<String> parts) {
    return List.of(keyword + ":hz:99", keyword + ":s:1", keyword + ":ms:100");
  }

  private Duration period(List<String> parts) throws ProbeUnavailableException {
    if (parts.size() == 2) {
      long number = number(parts.get(1));
      Long nanos = UNIT_NANOS.get(parts.get(0));
      if (number > 0 && nanos != null) {
        return Duration.ofNanos(number * nanos);
      }
      if (number > 0 && parts.get(0).equals("hz")) {
        return Duration.ofNanos(NANOS_PER_SECOND / number);
      }
    }
    throw new ProbeUnavailableException(
        keyword
            + " is written "
            + keyword
            + ":UNIT:N with UNIT one of hz, s, ms, us and N from 1 to "
            + MAX_NUMBER);
  }

  private static long number(String text) {
    try {
      long number = Long.parseLong(text);
      return number <= MAX_NUMBER ? number : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
