package io.tapline.stream.ledger;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Tells first batches from repeated ones in a sequence 0, 1, 2, ...
 *
 * <p>Remembers the greatest number seen and the gaps below it, at most {@link #MAX_GAPS}, oldest
 * forgotten first: a batch from a forgotten gap counts as seen. So a batch that comes after its
 * successors is neither lost nor taken twice. Mutable, not thread-safe.
 */
public final class SequenceTracker {
  /** Bound on remembered gaps. */
  public static final int MAX_GAPS = 64;

  /** What a batch is. */
  public enum Verdict {
    /** Not seen before: use it. */
    FIRST,
    /** Not seen before, and was counted as missing: use it. */
    RECOVERED,
    /** Seen before: drop it. */
    DUPLICATE
  }

  private long next;
  private final NavigableMap<Long, Long> gaps = new TreeMap<>();

  /** Before any batch: the sequence starts at 0. */
  public SequenceTracker() {
    this(0, Map.of());
  }

  /**
   * As saved.
   *
   * @param next one more than the greatest number seen
   * @param gaps first to last missing number, inclusive
   */
  public SequenceTracker(long next, Map<Long, Long> gaps) {
    this.next = next;
    this.gaps.putAll(gaps);
  }

  /** One more than the greatest number seen. */
  public long next() {
    return next;
  }

  /** First to last missing number, inclusive, ascending. */
  public Map<Long, Long> gaps() {
    return Map.copyOf(gaps);
  }

  /** How many batches are skipped if {@code sequence} comes now; 0 when none. */
  public long skippedBy(long sequence) {
    return Math.max(0, sequence - next);
  }

  /**
   * Takes note of a batch.
   *
   * @param sequence 0 or more
   */
  public Verdict see(long sequence) {
    if (sequence >= next) {
      if (sequence > next) {
        remember(next, sequence - 1);
      }
      next = sequence + 1;
      return Verdict.FIRST;
    }
    Map.Entry<Long, Long> gap = gaps.floorEntry(sequence);
    if (gap == null || gap.getValue() < sequence) {
      return Verdict.DUPLICATE;
    }
    gaps.remove(gap.getKey());
    if (gap.getKey() < sequence) {
      remember(gap.getKey(), sequence - 1);
    }
    if (sequence < gap.getValue()) {
      remember(sequence + 1, gap.getValue());
    }
    return Verdict.RECOVERED;
  }

  /** Whether this tracker has seen more than another of the same sequence. */
  public boolean isAheadOf(SequenceTracker other) {
    if (next != other.next) {
      return next > other.next;
    }
    return missing() < other.missing();
  }

  private long missing() {
    return gaps.entrySet().stream().mapToLong(gap -> gap.getValue() - gap.getKey() + 1).sum();
  }

  private void remember(long first, long last) {
    gaps.put(first, last);
    if (gaps.size() > MAX_GAPS) {
      gaps.pollFirstEntry();
    }
  }
}
