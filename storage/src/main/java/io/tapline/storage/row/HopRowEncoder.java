package io.tapline.storage.row;

import java.util.List;

/** Writes rows of {@code hops}. */
public final class HopRowEncoder implements RowEncoder<HopRow> {
  private static final List<String> COLUMNS =
      List.of("agent", "host", "boot", "tapset", "hop", "records", "time");

  @Override
  public String table() {
    return "hops";
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public void encode(HopRow row, RowBinaryWriter out) {
    out.string(row.agent());
    out.string(row.host());
    out.int64(row.boot());
    out.string(row.tapset());
    out.string(row.hop());
    out.int64(row.records());
    out.int64(row.timeMillis());
  }
}
