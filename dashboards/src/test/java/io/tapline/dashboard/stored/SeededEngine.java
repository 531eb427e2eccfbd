package io.tapline.dashboard.stored;

import io.tapline.storage.engine.ClickHouse;
import io.tapline.storage.engine.Role;
import io.tapline.storage.engine.embedded.EmbeddedEngine;
import io.tapline.storage.engine.embedded.EngineLibrary;
import io.tapline.storage.engine.embedded.EngineOptions;
import io.tapline.storage.migrate.Migrations;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real engine with a small, known set of rows around one second. */
public final class SeededEngine implements AutoCloseable {
  /** A block device key, as the page names it. */
  public static final String KEY = "nvme0n1\u001fread";

  /** Holds everything that a careless escape would trip over. */
  public static final String HOSTILE_KEY =
      "it's \\ \"x\"\t\n{tapset:Identifier}; DROP TABLE events --";

  private final Path data;
  private final EmbeddedEngine engine;
  private final ClickHouse reader;

  private SeededEngine(Path data, EmbeddedEngine engine, ClickHouse reader) {
    this.data = data;
    this.engine = engine;
    this.reader = reader;
  }

  /**
   * Starts, migrates and fills an engine.
   *
   * @param second the rows' seconds are the 120 before it
   */
  public static SeededEngine start(long second) throws IOException {
    Path library = EngineLibrary.pinned().fetch((step, done, total) -> {});
    Path data = Files.createTempDirectory("tapline-page");
    // The engine's own user must be able to walk in.
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    EmbeddedEngine engine = EmbeddedEngine.start(EngineOptions.of(data, library));
    try (ClickHouse migrator = ClickHouse.connect(engine.settings(Role.MIGRATOR))) {
      Migrations.apply(migrator);
      for (String statement : rows()) {
        migrator.query(
            statement,
            Map.of("second", second, "hostile", HOSTILE_KEY),
            "CSV",
            OutputStream.nullOutputStream());
      }
    }
    return new SeededEngine(data, engine, ClickHouse.connect(engine.settings(Role.READER)));
  }

  /** Connected as the account that the page uses. */
  public ClickHouse reader() {
    return reader;
  }

  @Override
  public void close() throws IOException {
    reader.close();
    engine.close();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static List<String> rows() {
    String windows =
        "INSERT INTO windows (resolution, start, tapset, host, key, unit, count, sum, buckets)";
    String events =
        "INSERT INTO events (time, host, tapset, key, value, unit, comm, pid, tid, cpu, numbers,"
            + " texts, agent, boot, sequence, row)";
    String seconds =
        "INSERT INTO ledger_seconds (agent, host, boot, tapset, second, sequence, records)";
    return List.of(
        // Per second and host: 99 records of bucket 321 (about 1 ms), one of bucket 661.
        windows
            + " SELECT 1, {second:Int64} - 120 + intDiv(number, 2), 'block_io',"
            + " ['db-1', 'db-2'][number % 2 + 1], ['nvme0n1', 'read'], 'ns', 100, 100000,"
            + " map(321, 99, 661, 1) FROM numbers(240)",
        // The same again, as a replay would.
        windows
            + " SELECT 1, {second:Int64} - 120 + intDiv(number, 2), 'block_io',"
            + " ['db-1', 'db-2'][number % 2 + 1], ['nvme0n1', 'read'], 'ns', 100, 100000,"
            + " map(321, 99, 661, 1) FROM numbers(240)",
        windows
            + " SELECT 1, {second:Int64} - 120 + number, 'statements', 'db-1',"
            + " [{hostile:String}], 'ns', 10, 1000, map(500, 10) FROM numbers(120)",
        windows
            + " SELECT 1, {second:Int64} - 120 + number, 'page_faults', 'db-1', ['java'], '', 7, 7,"
            + " map() FROM numbers(120)",
        windows + coarser(10),
        windows + coarser(60),
        events
            + " SELECT fromUnixTimestamp64Nano(({second:Int64} - 120) * 1000000000 + number *"
            + " 1000000000 + 5), 'db-1', 'statements', [{hostile:String}], 1000 + number, 'ns',"
            + " 'postgres', 42, 42, 1, map('rows', number), map('user', 'bob'), 'agent-1', 7,"
            + " number, 0 FROM numbers(120)",
        "INSERT INTO ledger SELECT 'agent-1', 'db-1', 7, tapset, number, fromUnixTimestamp64Nano("
            + "({second:Int64} - 120 + number) * 1000000000), 0, 1000 * number, 100 * number, 890 *"
            + " number, 0, 890 * number, 880 * number, 0, map('ring_full', 10 * number), map(),"
            + " map() FROM numbers(100) ARRAY JOIN ['block_io', 'statements'] AS tapset",
        // An older run of the same agent, which does not count.
        "INSERT INTO ledger SELECT 'agent-1', 'db-1', 6, 'block_io', 500,"
            + " fromUnixTimestamp64Nano(({second:Int64} - 1000) * 1000000000), 1, 5, 0, 5, 0, 5, 5,"
            + " 0, map(), map(), map()",
        "INSERT INTO hops SELECT 'agent-1', 'db-1', 7, 'block_io', hop, n, now64(3) FROM"
            + " values('hop String, n UInt64', ('received', 87000), ('late', 3))",
        seconds
            + " SELECT 'agent-1', 'db-1', 7, 'block_io', {second:Int64} - 120 + number, number, 200"
            + " FROM numbers(120)",
        seconds
            + " SELECT 'agent-1', 'db-1', 7, 'statements', {second:Int64} - 120 + number, number, 1"
            + " FROM numbers(120)",
        "INSERT INTO agents SELECT concat('agent-', toString(number + 1)), concat('db-',"
            + " toString(number + 1)), 7, fromUnixTimestamp64Nano({second:Int64} * 1000000000),"
            + " '6.18.2', 8, 130000000, 4500000000, 0 FROM numbers(2)",
        "INSERT INTO tapset_status SELECT 'agent-1', 'db-1', 7, t, s, d, 4,"
            + " fromUnixTimestamp64Nano({second:Int64} * 1000000000) FROM values('t String, s"
            + " String, d String', ('block_io', 'ATTACHED', ''), ('tcp_connect', 'UNSUPPORTED',"
            + " 'needs kprobes'))");
  }

  private static String coarser(int seconds) {
    return (" SELECT %d, intDiv(toUnixTimestamp(start), %d) * %d AS s, tapset, host, key, any(unit),"
            + " sum(windows.count), sum(windows.sum), sumMap(buckets) FROM windows FINAL"
            + " WHERE resolution = 1 GROUP BY s, tapset, host, key")
        .formatted(seconds, seconds, seconds);
  }
}
