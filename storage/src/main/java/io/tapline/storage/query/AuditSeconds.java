package io.tapline.storage.query;

import java.time.Instant;
import java.util.List;

/**
 * What the store has of one tapset on one host, compared second by second with what the ledger
 * announced.
 *
 * @param seconds how many were judged
 * @param announced records handed over in the judged seconds
 * @param stored records found for them
 * @param explained of the shortfall: records that the ledger names as failed or too late for
 *     windows
 * @param beyond found more than announced in the last seconds of a killed agent, who could not
 *     announce them
 * @param inFlight announced for seconds too young to be judged, and not there yet
 * @param difference announced - stored - explained + beyond, or, where seconds differ in both
 *     directions, the sum of their sizes
 * @param differing judged seconds that differ and are not explained, the first ten
 */
public record AuditSeconds(
    String host,
    String tapset,
    long seconds,
    long announced,
    long stored,
    long explained,
    long beyond,
    long inFlight,
    long difference,
    List<Instant> differing) {
  /** Whether nothing is unexplained. */
  public boolean balanced() {
    return difference == 0;
  }
}
