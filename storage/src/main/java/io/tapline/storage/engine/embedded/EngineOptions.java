package io.tapline.storage.engine.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where and as whom the engine runs.
 *
 * @param data the data folder; the engine's own is {@code data/clickhouse}
 * @param library libchdb.so, as {@link EngineLibrary} fetched it
 * @param httpPort port on 127.0.0.1; 0 picks a free one
 * @param userId whom the engine runs as; not used when the process is not root's
 * @param groupId as userId
 */
public record EngineOptions(Path data, Path library, int httpPort, int userId, int groupId) {
  /**
   * Whom the engine runs as by default: the range 65520 to 65533 is given to nobody by Debian's
   * policy (9.2.2, reserved) nor by systemd (UIDS-GIDS.md, unused), and is mapped in user
   * namespaces of 65536 ids. Not nobody, whose files and processes others share.
   */
  public static final int UNPRIVILEGED_ID = 65521;

  private static final String USAGE =
      "--data DIR --library LIBCHDB --http-port P --user-id UID --group-id GID";

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

  /** As {@link ClickHouseMain} takes them. */
  List<String> arguments() {
    return List.of(
        "--data", data.toAbsolutePath().toString(),
        "--library", library.toAbsolutePath().toString(),
        "--http-port", Integer.toString(httpPort),
        "--user-id", Integer.toString(userId),
        "--group-id", Integer.toString(groupId));
  }

  /**
   * The reverse of {@link #arguments}.
   *
   * @throws EmbeddedEngineException naming the argument that is missing or no number
   */
  static EngineOptions parse(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      given.put(arguments.get(i), arguments.get(i + 1));
    }
    return new EngineOptions(
        Path.of(required(given, "--data")),
        Path.of(required(given, "--library")),
        number(given, "--http-port"),
        number(given, "--user-id"),
        number(given, "--group-id"));
  }

  private static int number(Map<String, String> given, String name) {
    String value = required(given, name);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new EmbeddedEngineException(name + " " + value + ": not a number", e);
    }
  }

  private static String required(Map<String, String> given, String name) {
    String value = given.get(name);
    if (value == null) {
      throw new EmbeddedEngineException(name + " is missing; needed are " + USAGE);
    }
    return value;
  }
}
