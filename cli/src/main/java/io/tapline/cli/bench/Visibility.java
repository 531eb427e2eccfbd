package io.tapline.cli.bench;

import java.util.HashMap;
import java.util.Map;

/**
 * Latency from event to queryable row, from repeated looks at how many rows each short stretch of
 * event time has. What a look finds more than the look before became visible in between; its
 * latency is counted up to the later look and from the stretch's beginning, so it is never
 * understated, and overstated by at most one stretch and one pause between looks.
 *
 * <p>Not thread-safe.
 */
final class Visibility {
  /** Length of a stretch, ms. */
  static final int STRETCH_MILLIS = 10;

  private static final int LONGEST_MILLIS = 60_000;

  private final Map<Long, Long> seen = new HashMap<>();
  private final long[] byMillis = new long[LONGEST_MILLIS + 1];
  private long rows;
  private long longest;

  /**
   * Takes one look.
   *
   * @param nowMillis when the answer was there, wall clock
   * @param counts rows by stretch number (event time in ms / {@link #STRETCH_MILLIS})
   */
  void look(long nowMillis, Map<Long, Long> counts) {
    counts.forEach(
        (stretch, count) -> {
          long fresh = count - seen.getOrDefault(stretch, 0L);
          if (fresh > 0) {
            seen.put(stretch, count);
            add(nowMillis - stretch * STRETCH_MILLIS, fresh);
          }
        });
  }

  /** Rows that became visible. */
  long rows() {
    return rows;
  }

  /** The greatest latency, ms. */
  long longestMillis() {
    return longest;
  }

  /**
   * The latency that the share {@code q} of rows does not exceed, ms; 0 without rows.
   *
   * @param q 0 to 1
   */
  long quantileMillis(double q) {
    long rank = (long) Math.ceil(q * rows);
    long passed = 0;
    for (int millis = 0; millis <= LONGEST_MILLIS; millis++) {
      passed += byMillis[millis];
      if (passed >= rank && passed > 0) {
        return millis;
      }
    }
    return longest;
  }

  private void add(long latencyMillis, long count) {
    long latency = Math.max(0, latencyMillis);
    byMillis[(int) Math.min(latency, LONGEST_MILLIS)] += count;
    longest = Math.max(longest, latency);
    rows += count;
  }
}
