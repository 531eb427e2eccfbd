package io.tapline.storage.row;

import java.util.List;

/** Writes rows of {@code agents}. */
public final class AgentRowEncoder implements RowEncoder<AgentRow> {
  private static final List<String> COLUMNS =
      List.of(
          "agent", "host", "boot", "time", "kernel", "cpus", "rss_bytes", "cpu_nanos", "stopping");

  @Override
  public String table() {
    return "agents";
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public void encode(AgentRow row, RowBinaryWriter out) {
    out.string(row.agent());
    out.string(row.host());
    out.int64(row.boot());
    out.int64(row.timeNanos());
    out.string(row.kernel());
    out.int32(row.cpus());
    out.int64(row.rssBytes());
    out.int64(row.cpuNanos());
    out.bool(row.stopping());
  }
}
