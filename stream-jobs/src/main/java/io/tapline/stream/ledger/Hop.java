package io.tapline.stream.ledger;

import java.util.Locale;

/** What can happen to records inside the job. Unit: records, except where said. */
public enum Hop {
  /** In batches taken from Kafka, first time. */
  RECEIVED,
  /** In batches that had been seen before; dropped. */
  DUPLICATE,
  /** Batches (not records: nobody knows how many) skipped in a sequence when first noticed. */
  MISSING,
  /** Batches that had been counted as missing and then came after all. */
  RECOVERED,
  /** Too late for their windows; raw rows are kept. */
  LATE,
  /** Merged into windows. */
  WINDOWED,
  /** Stamped more than 5 s ahead of, or a day behind, this machine's clock; used all the same. */
  SKEWED,
  /** Kafka records that are no batch, or whose columns do not fit together; dropped. */
  MALFORMED;

  /** As the store spells it. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
