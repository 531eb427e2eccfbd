package io.tapline.storage.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapline.storage.TestFolders;
import io.tapline.storage.engine.ClickHouse;
import io.tapline.storage.engine.FatalEngineException;
import io.tapline.storage.engine.Role;
import io.tapline.storage.engine.embedded.EmbeddedEngine;
import io.tapline.storage.engine.embedded.EngineLibrary;
import io.tapline.storage.engine.embedded.EngineOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsIT {
  private static final String SCHEMA =
      "SELECT name, create_table_query FROM system.tables WHERE database = 'tapline' ORDER BY name";

  private static Path folder;
  private static EmbeddedEngine engine;
  private static ClickHouse migrator;

  @BeforeAll
  static void start() throws IOException {
    folder = TestFolders.create();
    engine =
        EmbeddedEngine.start(
            EngineOptions.of(folder, EngineLibrary.pinned().fetch((step, done, total) -> {})));
    migrator = ClickHouse.connect(engine.settings(Role.MIGRATOR));
  }

  @AfterAll
  static void stop() throws IOException {
    migrator.close();
    engine.close();
    TestFolders.delete(folder);
  }

  @BeforeEach
  void dropEverything() {
    migrator.createDatabase();
    migrator.execute("DROP DATABASE IF EXISTS tapline SYNC");
  }

  @Test
  void appliesOnceAndThenNothing() {
    assertThat(Migrations.apply(migrator)).isEqualTo(Migrations.bundled().size());
    assertThat(Migrations.apply(migrator)).isZero();
  }

  @Test
  void interruptedAfterAnyStatementItIsCompletedByTheNextRun() {
    Migrations.apply(migrator);
    List<List<?>> whole = schema();
    List<String> statements = new ArrayList<>();
    Migrations.bundled().forEach(migration -> statements.addAll(migration.statements()));
    for (int done = 1; done < statements.size(); done++) {
      dropEverything();
      migrator.createDatabase();
      // As a killed process leaves it: some statements have run, their migration is not recorded.
      statements.subList(0, done).forEach(migrator::execute);
      Migrations.apply(migrator);
      assertThat(schema()).as("interrupted after statement %s", done).isEqualTo(whole);
    }
  }

  @Test
  void refusesAMigrationThatWasChangedAfterItWasApplied() {
    Migration before =
        Migration.parse("V0001__a.sql", "CREATE TABLE IF NOT EXISTS a (x Int8) ENGINE = Memory;\n");
    Migration after =
        Migration.parse("V0001__a.sql", "CREATE TABLE IF NOT EXISTS a (y Int8) ENGINE = Memory;\n");
    Migrations.apply(migrator, List.of(before));
    assertThatThrownBy(() -> Migrations.apply(migrator, List.of(after)))
        .isInstanceOf(FatalEngineException.class)
        .hasMessageContaining("V0001__a was applied")
        .hasMessageContaining("another text");
  }

  @Test
  void refusesADatabaseThatIsNewerThanTheProgram() {
    Migrations.apply(migrator);
    List<Migration> older = Migrations.bundled().subList(0, 2);
    assertThatThrownBy(() -> Migrations.apply(migrator, older))
        .isInstanceOf(FatalEngineException.class)
        .hasMessageContaining("use a newer program");
  }

  private static List<List<?>> schema() {
    List<List<?>> rows = new ArrayList<>();
    // UUIDs differ from one creation to the next.
    migrator
        .query(SCHEMA)
        .rows()
        .forEach(
            row ->
                rows.add(
                    List.of(
                        row.get(0), String.valueOf(row.get(1)).replaceAll("UUID '[^']*'", ""))));
    return rows;
  }
}
