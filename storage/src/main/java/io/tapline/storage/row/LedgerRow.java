package io.tapline.storage.row;

import java.util.Map;

/**
 * One ledger entry of one script on one agent: cumulative counts since the agent's start, as the
 * wire's LedgerEntry defines them.
 *
 * @param timeNanos wall nanoseconds since 1970 of the last epoch counted
 * @param closed the script's last entry
 * @param dropped lost in the kernel, by reason
 * @param discarded given up in the agent, by reason
 * @param unseen what never became a hit, by reason, outside the balance
 */
public record LedgerRow(
    String agent,
    String host,
    long boot,
    String tapset,
    long sequence,
    long timeNanos,
    boolean closed,
    long hits,
    long filtered,
    long captured,
    long pending,
    long handed,
    long acked,
    long failed,
    Map<String, Long> dropped,
    Map<String, Long> discarded,
    Map<String, Long> unseen) {}
