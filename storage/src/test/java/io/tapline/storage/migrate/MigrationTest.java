package io.tapline.storage.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationTest {
  @Test
  void splitsStatementsAndLeavesCommentsOut() {
    Migration migration =
        Migration.parse(
            "V0003__add_two.sql",
            "-- why; because\nCREATE TABLE IF NOT EXISTS a\n(\n    x String DEFAULT ';'\n);\n\n  -- more\nALTER TABLE a ADD COLUMN IF NOT EXISTS y Int8;\n");
    assertThat(migration.version()).isEqualTo(3);
    assertThat(migration.name()).isEqualTo("add_two");
    assertThat(migration.statements())
        .containsExactly(
            "CREATE TABLE IF NOT EXISTS a\n(\n    x String DEFAULT ';'\n)",
            "ALTER TABLE a ADD COLUMN IF NOT EXISTS y Int8");
  }

  @Test
  void refusesAStatementThatCannotBeRunAgain() {
    assertThatThrownBy(() -> Migration.parse("V0001__a.sql", "CREATE TABLE a (x Int8);\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("IF [NOT] EXISTS");
  }

  @Test
  void refusesAWrongName() {
    assertThatThrownBy(() -> Migration.parse("0001.sql", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("V0001__words.sql");
  }

  @Test
  void indexNamesEveryMigration() throws IOException {
    Path folder = Path.of("src/main/resources/migrations");
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".sql"))
              .sorted()
              .toList();
      assertThat(Files.readAllLines(folder.resolve("index"))).isEqualTo(names);
    }
    assertThat(Migrations.bundled()).isNotEmpty();
  }
}
