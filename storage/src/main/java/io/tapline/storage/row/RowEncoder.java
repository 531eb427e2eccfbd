package io.tapline.storage.row;

import java.util.List;

/**
 * Writes rows of one table. Encoders hold no state: one instance serves all threads, each with its
 * own {@link RowBinaryWriter}.
 *
 * @param <R> the row's record
 */
public interface RowEncoder<R> {
  /** The table's name in database {@code tapline}. */
  String table();

  /** The columns that {@link #encode} writes, in that order: the column list of the INSERT. */
  List<String> columns();

  /** Appends one row. */
  void encode(R row, RowBinaryWriter out);
}
