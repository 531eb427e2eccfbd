package io.tapline.cli.up;

import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.storage.engine.ClickHouse;
import io.tapline.storage.engine.ConnectionSettings;
import io.tapline.storage.engine.EngineException;
import io.tapline.storage.engine.Role;
import io.tapline.storage.migrate.Migrations;
import io.tapline.stream.standalone.StandaloneException;
import io.tapline.stream.standalone.TopicSetup;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Prepares servers that Tapline did not start itself. Both deeds can be repeated. */
public final class OutsideLine {
  private OutsideLine() {}

  /** Makes the topics that are missing, and waits for their leaders. */
  public static void makeTopics(String bootstrap) {
    try {
      TopicSetup.createAll(bootstrap);
    } catch (StandaloneException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), "are the brokers up?", e);
    }
  }

  /**
   * Brings a store's tables to this version.
   *
   * @param url another address than the one in the credentials, or null
   * @return how many migrations were applied
   */
  public static int makeTables(Path credentials, @Nullable String url) {
    try {
      ConnectionSettings read = ConnectionSettings.read(credentials, Role.MIGRATOR);
      ConnectionSettings settings =
          url == null
              ? read
              : new ConnectionSettings(url, read.user(), read.password(), read.database());
      try (ClickHouse store = ClickHouse.connect(settings)) {
        return Migrations.apply(store);
      }
    } catch (EngineException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "cannot make the tables: " + e.getMessage(),
          "is the store up, and do the credentials fit it?",
          e);
    }
  }
}
