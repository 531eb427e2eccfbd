package io.tapline.cli.command;

import io.tapline.cli.output.Quantity;
import io.tapline.cli.output.Rows;
import io.tapline.storage.query.NamedQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows the quantities in a named question's answer with their units, for tables that people read;
 * JSON and CSV keep the bare numbers.
 *
 * <p>The units stand in the question's own header: a column whose description has the word {@code
 * ns} holds nanoseconds; a column described as {@code unit of A, B and C} names, row by row, the
 * unit of those columns.
 */
final class ColumnUnits {
  private static final String UNIT_OF = "unit of ";

  private final Map<String, String> fixed = new HashMap<>();
  private final Map<String, String> fromColumn = new HashMap<>();

  ColumnUnits(NamedQuery query) {
    for (var column : query.columns()) {
      if (column.doc().startsWith(UNIT_OF)) {
        for (String name : column.doc().substring(UNIT_OF.length()).split(", | and ", -1)) {
          fromColumn.put(name, column.name());
        }
      } else if (Arrays.asList(column.doc().split("[ ,;:]+", -1)).contains("ns")) {
        fixed.put(column.name(), "ns");
      }
    }
  }

  /** The same rows, quantities as text. */
  Rows shown(Rows rows) {
    List<List<@Nullable Object>> shown = new ArrayList<>(rows.values().size());
    for (List<@Nullable Object> row : rows.values()) {
      List<@Nullable Object> cells = new ArrayList<>(row);
      for (int i = 0; i < cells.size(); i++) {
        String unit = unit(rows.columns(), row, rows.columns().get(i));
        if (unit != null && cells.get(i) instanceof Number number) {
          cells.set(i, Quantity.of(number.doubleValue(), unit));
        }
      }
      shown.add(cells);
    }
    return new Rows(rows.columns(), shown);
  }

  private @Nullable String unit(List<String> columns, List<@Nullable Object> row, String column) {
    int unit = columns.indexOf(fromColumn.getOrDefault(column, ""));
    return unit < 0 ? fixed.get(column) : String.valueOf(row.get(unit));
  }
}
