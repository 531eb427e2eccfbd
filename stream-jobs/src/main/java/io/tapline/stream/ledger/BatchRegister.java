package io.tapline.stream.ledger;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The sequences of all agents, so that each batch is taken once.
 *
 * <p>A sequence that has been silent for {@link #FORGET_AFTER}, longer than Kafka keeps records, is
 * forgotten: agents that restart or go away do not fill the heap. Mutable, not thread-safe.
 */
public final class BatchRegister {
  /** How long a silent sequence is remembered. */
  public static final Duration FORGET_AFTER = Duration.ofHours(26);

  private final Map<BatchStream, Entry> entries = new HashMap<>();

  /**
   * One sequence as it is saved.
   *
   * @param stream whose it is
   * @param tracker how far it has come
   * @param lastSeenMillis wall milliseconds of its last batch
   */
  public record Entry(BatchStream stream, SequenceTracker tracker, long lastSeenMillis) {}

  /** The tracker of a sequence, a new one if need be, noted as alive at {@code nowMillis}. */
  public SequenceTracker tracker(BatchStream stream, long nowMillis) {
    Entry entry = entries.get(stream);
    if (entry == null || entry.lastSeenMillis() != nowMillis) {
      SequenceTracker tracker = entry == null ? new SequenceTracker() : entry.tracker();
      entry = new Entry(stream, tracker, nowMillis);
      entries.put(stream, entry);
    }
    return entry.tracker();
  }

  /** All sequences that are still remembered at {@code nowMillis}. */
  public Collection<Entry> entries(long nowMillis) {
    long oldest = nowMillis - FORGET_AFTER.toMillis();
    entries.values().removeIf(entry -> entry.lastSeenMillis() < oldest);
    return entries.values();
  }

  /**
   * Takes over a saved sequence. After a restart every task is given what all tasks had saved, old
   * copies among it; the one that has seen most is true.
   */
  public void restore(Entry saved) {
    entries.merge(
        saved.stream(),
        saved,
        (mine, other) -> other.tracker().isAheadOf(mine.tracker()) ? other : mine);
  }
}
