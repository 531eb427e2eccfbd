package io.tapline.stream.batch;

import io.tapline.schemas.avro.Column;
import io.tapline.schemas.avro.ColumnKind;
import io.tapline.stream.window.SeriesKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The KEY columns of a batch, and the numbering of the series in it.
 *
 * <p>Rows of one batch repeat few keys, so each row is given the dense number of its series once
 * (open addressing over the raw column values), and texts are made once per series, not per row.
 */
final class KeyColumns {
  private final List<Column> columns;
  private final long[][] values;
  private final List<String> dictionary;

  KeyColumns(List<Column> columns, List<String> dictionary) {
    this.columns = columns;
    this.dictionary = dictionary;
    this.values =
        columns.stream().map(column -> Columns.longs(column.getValues())).toArray(long[][]::new);
  }

  /** The key of a row, as text. */
  SeriesKey keyOf(int row) {
    List<String> texts = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      texts.add(
          columns.get(i).getKind() == ColumnKind.STRING
              ? dictionary.get((int) values[i][row])
              : Long.toString(values[i][row]));
    }
    return new SeriesKey(texts);
  }

  /** Numbers the series of {@code rows} rows 0, 1, 2, ... in order of appearance. */
  Numbering number(int rows) {
    int[] seriesOfRow = new int[rows];
    int[] firstRow = new int[rows];
    int[] slots = new int[Integer.highestOneBit(Math.max(4, rows * 2)) * 2];
    Arrays.fill(slots, -1);
    int series = 0;
    for (int row = 0; row < rows; row++) {
      int slot = hash(row) & (slots.length - 1);
      while (slots[slot] >= 0 && !sameKey(firstRow[slots[slot]], row)) {
        slot = (slot + 1) & (slots.length - 1);
      }
      if (slots[slot] < 0) {
        slots[slot] = series;
        firstRow[series++] = row;
      }
      seriesOfRow[row] = slots[slot];
    }
    return new Numbering(seriesOfRow, Arrays.copyOf(firstRow, series));
  }

  private int hash(int row) {
    long hash = 0;
    for (long[] column : values) {
      hash = (hash ^ column[row]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }

  private boolean sameKey(int row, int other) {
    for (long[] column : values) {
      if (column[row] != column[other]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Series of a batch.
   *
   * @param seriesOfRow the series of each row
   * @param firstRow the first row of each series
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared nowhere; read in the innermost loop.
  record Numbering(int[] seriesOfRow, int[] firstRow) {}
}
