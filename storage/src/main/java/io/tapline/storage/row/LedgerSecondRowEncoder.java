package io.tapline.storage.row;

import java.util.List;

/** Writes rows of {@code ledger_seconds}. */
public final class LedgerSecondRowEncoder implements RowEncoder<LedgerSecondRow> {
  private static final List<String> COLUMNS =
      List.of("agent", "host", "boot", "tapset", "second", "sequence", "records");

  @Override
  public String table() {
    return "ledger_seconds";
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public void encode(LedgerSecondRow row, RowBinaryWriter out) {
    out.string(row.agent());
    out.string(row.host());
    out.int64(row.boot());
    out.string(row.tapset());
    out.int32(row.second());
    out.int64(row.sequence());
    out.int64(row.records());
  }
}
