package io.tapline.dashboard;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of values. A cell is a String, Long, Double, Boolean, null, a List of cells, or a Map
 * from String to cell.
 *
 * @param columns names, in order
 * @param rows each as long as {@code columns}
 */
public record Answer(List<String> columns, List<? extends List<? extends @Nullable Object>> rows) {
  /** The rows, with cells addressed by column name. */
  public List<AnswerRow> byName() {
    List<AnswerRow> named = new ArrayList<>(rows.size());
    for (List<? extends @Nullable Object> row : rows) {
      named.add(new AnswerRow(columns, row));
    }
    return named;
  }
}
