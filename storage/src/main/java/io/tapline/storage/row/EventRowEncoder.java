package io.tapline.storage.row;

import java.util.List;

/** Writes rows of {@code events}. */
public final class EventRowEncoder implements RowEncoder<EventRow> {
  private static final List<String> COLUMNS =
      List.of(
          "time",
          "host",
          "tapset",
          "key",
          "value",
          "unit",
          "comm",
          "pid",
          "tid",
          "cpu",
          "numbers",
          "texts",
          "agent",
          "boot",
          "sequence",
          "row");

  @Override
  public String table() {
    return "events";
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public void encode(EventRow row, RowBinaryWriter out) {
    out.int64(row.timeNanos());
    out.string(row.host());
    out.string(row.tapset());
    out.strings(row.key());
    out.int64(row.value());
    out.string(row.unit());
    out.string(row.comm());
    out.int32(row.pid());
    out.int32(row.tid());
    out.int16(row.cpu());
    NumberAttributes numbers = row.numbers();
    out.varint(numbers.size());
    for (int i = 0; i < numbers.size(); i++) {
      out.string(numbers.nameAt(i));
      out.int64(numbers.valueAt(i));
    }
    out.stringMap(row.texts());
    out.string(row.agent());
    out.int64(row.boot());
    out.int64(row.sequence());
    out.int32(row.row());
  }
}
