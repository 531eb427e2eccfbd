package io.tapline.storage.row;

import java.util.List;

/** Writes rows of {@code windows}. */
public final class WindowRowEncoder implements RowEncoder<WindowRow> {
  private static final List<String> COLUMNS =
      List.of("resolution", "start", "tapset", "host", "key", "unit", "count", "sum", "buckets");

  @Override
  public String table() {
    return "windows";
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public void encode(WindowRow row, RowBinaryWriter out) {
    out.int16(row.resolution());
    out.int32(row.startSeconds());
    out.string(row.tapset());
    out.string(row.host());
    out.strings(row.key());
    out.string(row.unit());
    out.int64(row.count());
    out.int64(row.sum());
    BucketCounts buckets = row.buckets();
    out.varint(buckets.size());
    for (int i = 0; i < buckets.size(); i++) {
      out.int16(buckets.bucketAt(i));
      out.int64(buckets.countAt(i));
    }
  }
}
