package io.tapline.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Aligned columns: numbers to the right, text to the left, foreign control characters escaped. */
public final class TextTable {
  /** A cell longer than this is cut; {@code -o json} gives the whole. */
  static final int MAX_CELL = 100;

  private static final String GAP = "  ";

  private final Rows rows;
  private final boolean color;

  /** A table of {@code rows}; with {@code color} the header is dimmed. */
  public TextTable(Rows rows, boolean color) {
    this.rows = rows;
    this.color = color;
  }

  /** The table, each line ended by a newline. */
  public String render() {
    List<List<String>> cells = rows.values().stream().map(TextTable::cells).toList();
    StringBuilder text = new StringBuilder();
    List<String> header =
        rows.columns().stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
    int[] widths = widths(header, cells);
    boolean[] right = numeric();
    if (color) {
      text.append("\u001b[2m");
    }
    appendLine(text, header, widths, right);
    if (color) {
      text.insert(text.length() - 1, "\u001b[0m");
    }
    cells.forEach(line -> appendLine(text, line, widths, right));
    return text.toString();
  }

  private static List<String> cells(List<@Nullable Object> row) {
    List<String> cells = new ArrayList<>(row.size());
    for (Object value : row) {
      String text = PlainText.escape(RowsWriter.text(value));
      cells.add(text.length() > MAX_CELL ? text.substring(0, MAX_CELL - 3) + "..." : text);
    }
    return cells;
  }

  private static int[] widths(List<String> header, List<List<String>> cells) {
    int[] widths = new int[header.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = header.get(i).length();
      for (List<String> line : cells) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return widths;
  }

  // A column is numeric when it says so in every row: a number, or a quantity such as "1.2 ms".
  private boolean[] numeric() {
    boolean[] right = new boolean[rows.columns().size()];
    for (int i = 0; i < right.length; i++) {
      int column = i;
      right[i] =
          !rows.values().isEmpty()
              && rows.values().stream().allMatch(row -> isNumeric(row.get(column)));
    }
    return right;
  }

  private static boolean isNumeric(@Nullable Object value) {
    if (value instanceof String text) {
      return text.isEmpty()
          || text.equals("-")
          || text.matches("[0-9][0-9.,]*[kMGT]?( ?(ns|us|ms|s|B|KiB|MiB|GiB|TiB))?");
    }
    return value == null || value instanceof Number;
  }

  private static void appendLine(
      StringBuilder text, List<String> cells, int[] widths, boolean[] right) {
    int last = cells.size() - 1;
    for (int i = 0; i <= last; i++) {
      int padding = widths[i] - cells.get(i).length();
      if (right[i]) {
        text.append(" ".repeat(padding));
      }
      text.append(cells.get(i));
      if (i < last) {
        text.append(right[i] ? "" : " ".repeat(padding)).append(GAP);
      }
    }
    text.append('\n');
  }
}
