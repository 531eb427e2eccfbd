package io.tapline.storage.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rows of one answer.
 *
 * <p>Values are {@link Long} for every integer that fits (else {@link java.math.BigInteger}),
 * {@link Double}, {@link String}, {@link Boolean}, {@link java.time.Instant} for times, {@link
 * java.time.LocalDate} for dates, {@link List} and {@link java.util.Map} of these, or null.
 *
 * @param names of the columns
 * @param types of the columns, as ClickHouse writes them
 * @param rows as many values each as there are columns
 */
public record QueryResult(
    List<String> names, List<String> types, List<List<@Nullable Object>> rows) {
  /**
   * Position of a column.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public int column(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no column " + name + " among " + names);
    }
    return index;
  }

  /** The value in a row and a named column. */
  public @Nullable Object value(int row, String name) {
    return rows.get(row).get(column(name));
  }
}
