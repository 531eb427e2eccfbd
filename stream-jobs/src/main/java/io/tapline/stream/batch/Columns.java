package io.tapline.stream.batch;

import io.tapline.schemas.avro.Column;
import io.tapline.schemas.avro.ColumnKind;
import java.util.List;

/** Checks that the columns of a foreign batch fit together, and reads them as arrays. */
final class Columns {
  private Columns() {}

  static long[] longs(List<Long> list) {
    long[] longs = new long[list.size()];
    int i = 0;
    for (long value : list) {
      longs[i++] = value;
    }
    return longs;
  }

  static int[] ints(List<Integer> list) {
    int[] ints = new int[list.size()];
    int i = 0;
    for (int value : list) {
      ints[i++] = value;
    }
    return ints;
  }

  /** Every column has as many values as there are rows, and its strings are in the dictionary. */
  static void check(List<Column> columns, int rows, int dictionarySize)
      throws MalformedBatchException {
    for (Column column : columns) {
      requireLength("column " + column.getName(), column.getValues().size(), rows);
      if (column.getKind() == ColumnKind.STRING) {
        requireIndexes(column, dictionarySize);
      }
    }
  }

  static void requireLength(String what, int length, int expected) throws MalformedBatchException {
    if (length != expected) {
      throw new MalformedBatchException(
          what + " has " + length + " entries where " + expected + " were expected");
    }
  }

  private static void requireIndexes(Column column, int dictionarySize)
      throws MalformedBatchException {
    for (long index : column.getValues()) {
      if (index < 0 || index >= dictionarySize) {
        throw new MalformedBatchException(
            "column "
                + column.getName()
                + " points to entry "
                + index
                + " of a dictionary of "
                + dictionarySize);
      }
    }
  }
}
