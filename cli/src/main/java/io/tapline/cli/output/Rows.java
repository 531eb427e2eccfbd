package io.tapline.cli.output;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Data to be written: named columns and rows of as many values.
 *
 * @param columns names, in order
 * @param values one list per row; numbers, strings, booleans, times, lists, maps or null
 */
public record Rows(List<String> columns, List<List<@Nullable Object>> values) {
  /** Checks that every row is as wide as the header. */
  public Rows {
    for (List<@Nullable Object> row : values) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "row of " + row.size() + " values under " + columns.size() + " columns");
      }
    }
  }
}
