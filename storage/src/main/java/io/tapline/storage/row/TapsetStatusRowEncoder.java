package io.tapline.storage.row;

import java.util.List;

/** Writes rows of {@code tapset_status}. */
public final class TapsetStatusRowEncoder implements RowEncoder<TapsetStatusRow> {
  private static final List<String> COLUMNS =
      List.of("agent", "host", "boot", "tapset", "state", "detail", "probes", "time");

  @Override
  public String table() {
    return "tapset_status";
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public void encode(TapsetStatusRow row, RowBinaryWriter out) {
    out.string(row.agent());
    out.string(row.host());
    out.int64(row.boot());
    out.string(row.tapset());
    out.string(row.state());
    out.string(row.detail());
    out.int32(row.probes());
    out.int64(row.timeNanos());
  }
}
