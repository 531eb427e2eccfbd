package io.tapline.cli.store;

import io.tapline.cli.output.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows read by column name. */
final class Answer {
  private final List<String> columns;
  private final List<List<@Nullable Object>> rows;

  Answer(Rows rows) {
    this.columns = rows.columns();
    this.rows = rows.values();
  }

  int size() {
    return rows.size();
  }

  @Nullable Object value(int row, String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw new IllegalArgumentException("no column " + column + " among " + columns);
    }
    return rows.get(row).get(index);
  }

  /** Text; empty for null. */
  String text(int row, String column) {
    Object value = value(row, column);
    return value == null ? "" : value.toString();
  }

  /** A number; 0 for null. */
  Number number(int row, String column) {
    return value(row, column) instanceof Number number ? number : 0L;
  }
}
