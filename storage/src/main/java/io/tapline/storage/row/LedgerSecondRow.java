package io.tapline.storage.row;

/**
 * Records that one ledger entry says were handed over for one wall second: an increment, whose
 * identity is (agent, boot, tapset, second, sequence).
 *
 * @param second seconds since 1970
 * @param sequence of the ledger entry that said so
 */
public record LedgerSecondRow(
    String agent,
    String host,
    long boot,
    String tapset,
    long second,
    long sequence,
    long records) {}
