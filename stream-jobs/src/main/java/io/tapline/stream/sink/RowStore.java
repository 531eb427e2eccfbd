package io.tapline.stream.sink;

import java.util.List;

/** Where rows go. Repeating an insert of the same rows changes nothing. One thread at a time. */
public interface RowStore extends AutoCloseable {
  /**
   * Inserts rows and returns when the store has them.
   *
   * @param table name without database
   * @param columns in the order in which the rows were encoded
   * @param rowBinary rows in RowBinary; not kept after the return
   * @param length bytes of it that count
   * @throws io.tapline.storage.engine.RetriableEngineException when the same insert may succeed
   *     later
   * @throws io.tapline.storage.engine.FatalEngineException when it will not
   */
  void insert(String table, List<String> columns, byte[] rowBinary, int length);

  @Override
  void close();
}
