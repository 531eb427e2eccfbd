package io.tapline.storage.row;

import java.util.List;

/** Writes rows of {@code ledger}. */
public final class LedgerRowEncoder implements RowEncoder<LedgerRow> {
  private static final List<String> COLUMNS =
      List.of(
          "agent",
          "host",
          "boot",
          "tapset",
          "sequence",
          "time",
          "closed",
          "hits",
          "filtered",
          "captured",
          "pending",
          "handed",
          "acked",
          "failed",
          "dropped",
          "discarded",
          "unseen");

  @Override
  public String table() {
    return "ledger";
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public void encode(LedgerRow row, RowBinaryWriter out) {
    out.string(row.agent());
    out.string(row.host());
    out.int64(row.boot());
    out.string(row.tapset());
    out.int64(row.sequence());
    out.int64(row.timeNanos());
    out.bool(row.closed());
    out.int64(row.hits());
    out.int64(row.filtered());
    out.int64(row.captured());
    out.int64(row.pending());
    out.int64(row.handed());
    out.int64(row.acked());
    out.int64(row.failed());
    out.counters(row.dropped());
    out.counters(row.discarded());
    out.counters(row.unseen());
  }
}
