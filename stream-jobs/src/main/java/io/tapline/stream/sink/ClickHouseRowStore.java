package io.tapline.stream.sink;

import io.tapline.storage.engine.ClickHouse;
import io.tapline.storage.engine.ConnectionSettings;
import java.util.List;

/** ClickHouse as the store, by the writer's account. */
public final class ClickHouseRowStore implements RowStore {
  private final ClickHouse clickHouse;

  private ClickHouseRowStore(ClickHouse clickHouse) {
    this.clickHouse = clickHouse;
  }

  /** An opener that carries the settings to the task; they hold the writer's password. */
  public static RowStoreOpener opener(ConnectionSettings settings) {
    String url = settings.url();
    String user = settings.user();
    String password = settings.password();
    String database = settings.database();
    return () ->
        new ClickHouseRowStore(
            ClickHouse.connect(new ConnectionSettings(url, user, password, database)));
  }

  @Override
  public void insert(String table, List<String> columns, byte[] rowBinary, int length) {
    clickHouse.insert(table, columns, rowBinary, length);
  }

  @Override
  public void close() {
    clickHouse.close();
  }
}
