package io.tapline.agent.publish;

import java.util.Map;
import java.util.SortedMap;

/**
 * A tapset's balance at the close of an epoch, cumulative since the agent's start; see {@code
 * LedgerEntry.avsc} for the equations. What the publisher knows of it (handed, acked, failed) is
 * read from {@link EventPublisher#delivery}.
 *
 * @param timeNanos wall nanoseconds of the close
 * @param closed whether this is the last one
 * @param seconds wall second to records handed over in that second's name since the last snapshot
 */
public record LedgerSnapshot(
    String tapset,
    long sequence,
    long timeNanos,
    boolean closed,
    long hits,
    long filtered,
    long captured,
    long pending,
    EventPublisher.Delivery delivery,
    Map<String, Long> dropped,
    Map<String, Long> discarded,
    Map<String, Long> unseen,
    SortedMap<Long, Long> seconds) {}
