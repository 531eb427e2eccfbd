package io.tapline.storage.migrate;

import io.tapline.storage.engine.ClickHouse;
import io.tapline.storage.engine.FatalEngineException;
import io.tapline.storage.engine.QueryResult;
import io.tapline.storage.row.RowBinaryWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings a database to this program's schema, from empty or from any earlier version, never back.
 *
 * <p>What was applied is recorded in {@code migrations}, after a migration's last statement, with
 * the file's checksum. ClickHouse has no transaction around DDL; every statement can be run again
 * instead, so an interrupted migration is simply applied once more, and two processes may do so at
 * once.
 */
public final class Migrations {
  private static final String FOLDER = "/migrations/";
  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS migrations
      (
          version UInt32,
          name String,
          checksum String,
          applied DateTime('UTC') DEFAULT now()
      )
      ENGINE = ReplacingMergeTree ORDER BY version
      """;

  private Migrations() {}

  /**
   * Creates the connection's database and applies what is missing; the account must be the
   * migrator's.
   *
   * @return how many migrations were applied
   * @throws FatalEngineException when an applied migration is not the one in this program, and when
   *     the database is newer than this program
   */
  public static int apply(ClickHouse clickHouse) {
    return apply(clickHouse, bundled());
  }

  static int apply(ClickHouse clickHouse, List<Migration> migrations) {
    clickHouse.createDatabase();
    clickHouse.execute(TABLE);
    Map<Long, String> applied = applied(clickHouse);
    requireKnown(applied, migrations);
    int count = 0;
    for (Migration migration : migrations) {
      String checksum = applied.get((long) migration.version());
      if (checksum == null) {
        migration.statements().forEach(clickHouse::execute);
        record(clickHouse, migration);
        count++;
      } else if (!checksum.equals(migration.checksum())) {
        throw new FatalEngineException(
            String.format(
                "migration V%04d__%s was applied to %s as another text (checksum %s, here %s):"
                    + " use the program that made this database, or a new data folder",
                migration.version(),
                migration.name(),
                clickHouse.settings().url(),
                checksum.substring(0, 12),
                migration.checksum().substring(0, 12)));
      }
    }
    return count;
  }

  /** The migrations in this program, in order. */
  static List<Migration> bundled() {
    List<Migration> migrations = new ArrayList<>();
    for (String file : resource("index").lines().toList()) {
      Migration migration = Migration.parse(file, resource(file));
      if (migration.version() != migrations.size() + 1) {
        throw new IllegalStateException("migration " + file + " is out of order");
      }
      migrations.add(migration);
    }
    return migrations;
  }

  private static Map<Long, String> applied(ClickHouse clickHouse) {
    QueryResult result =
        clickHouse.query("SELECT version, checksum FROM migrations FINAL ORDER BY version");
    Map<Long, String> applied = new TreeMap<>();
    for (List<?> row : result.rows()) {
      applied.put((Long) row.get(0), (String) row.get(1));
    }
    return applied;
  }

  private static void requireKnown(Map<Long, String> applied, List<Migration> migrations) {
    for (Long version : applied.keySet()) {
      if (version > migrations.size()) {
        throw new FatalEngineException(
            "the database has migration "
                + version
                + ", this program knows only "
                + migrations.size()
                + ": use a newer program");
      }
    }
  }

  private static void record(ClickHouse clickHouse, Migration migration) {
    RowBinaryWriter row = new RowBinaryWriter();
    row.int32(migration.version());
    row.string(migration.name());
    row.string(migration.checksum());
    clickHouse.insert(
        "migrations", List.of("version", "name", "checksum"), row.array(), row.length());
  }

  private static String resource(String name) {
    try (InputStream in = Migrations.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "the resource migrations/" + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
