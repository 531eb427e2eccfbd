package io.tapline.stream.sink;

import io.tapline.storage.row.RowBinaryWriter;
import io.tapline.storage.row.RowEncoder;
import java.util.function.Consumer;

/**
 * Encodes rows of one table and passes them on in blocks of at most about {@link #BLOCK_BYTES}.
 *
 * @param <R> the row's record
 */
public final class RowBlockBuilder<R> {
  private static final int BLOCK_BYTES = 1 << 20;

  private final Table table;
  private final RowEncoder<R> encoder;
  private final RowBinaryWriter out = new RowBinaryWriter();
  private int rows;

  /** For the rows of one table. */
  public RowBlockBuilder(Table table, RowEncoder<R> encoder) {
    this.table = table;
    this.encoder = encoder;
  }

  /** Adds a row; passes a block on when one is full. */
  public void add(R row, Consumer<RowBlock> blocks) {
    encoder.encode(row, out);
    rows++;
    if (out.length() >= BLOCK_BYTES) {
      finish(blocks);
    }
  }

  /** Passes on what has been added. */
  public void finish(Consumer<RowBlock> blocks) {
    if (rows > 0) {
      blocks.accept(new RowBlock(table, rows, out.toByteArray()));
      out.clear();
      rows = 0;
    }
  }
}
