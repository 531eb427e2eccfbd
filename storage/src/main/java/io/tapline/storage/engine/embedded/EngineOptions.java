package io.tapline.storage.engine.embedded;

import java.nio.file.Path;

/**
 * Where and as whom the engine runs.
 *
 * @param data the data folder; the engine's own is {@code data/clickhouse}
 * @param library libchdb.so, as {@link EngineLibrary} fetched it
 * @param httpPort port on 127.0.0.1; 0 picks a free one
 * @param userId whom the engine runs as; the process's own id when it is not started by root
 * @param groupId as userId
 */
public record EngineOptions(Path data, Path library, int httpPort, int userId, int groupId) {
  /**
   * Whom the engine runs as by default: the range 65520 to 65533 is given to nobody by Debian's
   * policy (9.2.2, reserved) nor by systemd (UIDS-GIDS.md, unused), and is mapped in user
   * namespaces of 65536 ids. Not nobody, whose files and processes others share.
   */
  public static final int UNPRIVILEGED_ID = 65521;

  /** As the default unprivileged user, on a free port. */
  public static EngineOptions of(Path data, Path library) {
    return new EngineOptions(data, library, 0, UNPRIVILEGED_ID, UNPRIVILEGED_ID);
  }

  /** The same on a given port. */
  public EngineOptions withHttpPort(int port) {
    return new EngineOptions(data, library, port, userId, groupId);
  }

  /** The engine's own folder. */
  public Path folder() {
    return data.resolve("clickhouse");
  }

  /** The credentials file for those who speak to the engine. */
  public Path credentials() {
    return data.resolve("clickhouse.credentials");
  }
}
