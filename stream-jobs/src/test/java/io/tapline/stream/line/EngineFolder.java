package io.tapline.stream.line;

import io.tapline.storage.engine.ClickHouse;
import io.tapline.storage.engine.Role;
import io.tapline.storage.engine.embedded.EmbeddedEngine;
import io.tapline.storage.engine.embedded.EngineLibrary;
import io.tapline.storage.engine.embedded.EngineOptions;
import io.tapline.storage.migrate.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A data folder with a migrated engine on it; JUnit's own folders are closed to the engine's user.
 */
final class EngineFolder implements AutoCloseable {
  private final Path folder;
  private final EmbeddedEngine engine;
  private final ClickHouse reader;

  EngineFolder() throws IOException {
    folder = Files.createTempDirectory("tapline-line-");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    Path library = EngineLibrary.pinned().fetch((step, done, total) -> {});
    engine = EmbeddedEngine.start(EngineOptions.of(folder, library));
    try (ClickHouse migrator = ClickHouse.connect(engine.settings(Role.MIGRATOR))) {
      Migrations.apply(migrator);
    }
    reader = ClickHouse.connect(engine.settings(Role.READER));
  }

  Path path() {
    return folder;
  }

  EmbeddedEngine engine() {
    return engine;
  }

  /** The one number that a query answers. */
  long number(String sql) {
    return ((Number) reader.query(sql, Map.of()).rows().get(0).get(0)).longValue();
  }

  @Override
  public void close() throws IOException {
    reader.close();
    engine.close();
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
