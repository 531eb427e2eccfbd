package io.tapline.dashboard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of an {@link Answer}; reading a cell as the wrong type is a located error. */
public final class AnswerRow {
  private final List<String> columns;
  private final List<? extends @Nullable Object> cells;

  AnswerRow(List<String> columns, List<? extends @Nullable Object> cells) {
    this.columns = columns;
    this.cells = cells;
  }

  /** A text cell; other values as their text. */
  public String text(String column) {
    return String.valueOf(cell(column));
  }

  /** A whole number; 64-bit numbers may arrive as text (ClickHouse quotes them in JSON). */
  public long whole(String column) {
    return toLong(column, cell(column));
  }

  /** A number; NaN for null. */
  public double number(String column) {
    Object cell = cell(column);
    return cell instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /** A list of texts. */
  public List<String> texts(String column) {
    if (cell(column) instanceof List<?> list) {
      return list.stream().map(String::valueOf).toList();
    }
    throw misfit(column, "a list");
  }

  /** A map from text to whole number, in the store's order. */
  public Map<String, Long> counts(String column) {
    if (cell(column) instanceof Map<?, ?> map) {
      Map<String, Long> counts = new LinkedHashMap<>();
      map.forEach((key, value) -> counts.put(String.valueOf(key), toLong(column, value)));
      return counts;
    }
    throw misfit(column, "a map");
  }

  /** The cell as it came. */
  public @Nullable Object cell(String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw misfit(column, "there");
    }
    return cells.get(index);
  }

  private long toLong(String column, @Nullable Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof String text) {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw misfit(column, "a whole number", e);
      }
    }
    throw misfit(column, "a whole number");
  }

  private QuestionException misfit(String column, String wanted) {
    return misfit(column, wanted, null);
  }

  private QuestionException misfit(String column, String wanted, @Nullable Throwable cause) {
    return new QuestionException(
        QuestionException.Kind.STORE,
        "column '" + column + "' of the answer is not " + wanted + "; it has columns " + columns,
        cause);
  }
}
