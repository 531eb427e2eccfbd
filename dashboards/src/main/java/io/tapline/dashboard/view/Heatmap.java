package io.tapline.dashboard.view;

import java.util.Collection;
import java.util.List;

/**
 * Time by value: columns over a range, and figures over the whole of it.
 *
 * @param unit of the values, "ns" mostly; "" when there is nothing to tell it from
 * @param range what was asked
 * @param rowsPerOctave how cells' rows map to values, see {@link Distribution#cells}
 * @param stats over all columns
 * @param columns only those with records, rising
 */
public record Heatmap(
    String unit, TimeRange range, int rowsPerOctave, Stats stats, List<Column.Json> columns) {
  /** Seconds at the end of a live range that are still filling: they would pull a rate down. */
  private static final int FILLING_SECONDS = 3;

  private static final int RATE_SECONDS = 10;

  /**
   * Figures of a range.
   *
   * @param records how many
   * @param perSecond over the whole range, or, when live, over the last full ten seconds (or step)
   * @param quantiles p50, p90, p99, p99.9; empty without a distribution
   */
  public record Stats(long records, double perSecond, List<Double> quantiles) {}

  /** Draws up the heatmap of a range. */
  public static Heatmap of(String unit, TimeRange range, Collection<Column> columns, boolean live) {
    return new Heatmap(
        unit,
        range,
        Distribution.ROWS_PER_OCTAVE,
        stats(range, columns, live),
        columns.stream().map(Column::json).toList());
  }

  /** Figures over columns that lie in the range. */
  public static Stats stats(TimeRange range, Collection<Column> columns, boolean live) {
    Distribution whole = new Distribution();
    long records = 0;
    long recent = 0;
    int window = Math.max(RATE_SECONDS, range.step());
    int filling = Math.max(FILLING_SECONDS, range.step());
    for (Column column : columns) {
      whole.add(column.distribution());
      records += column.records();
      long age = range.to() - column.start();
      if (age > filling && age <= filling + window) {
        recent += column.records();
      }
    }
    double perSecond =
        live ? (double) recent / window : (double) records / Math.max(1, range.seconds());
    return new Stats(records, perSecond, Column.quantiles(whole));
  }
}
