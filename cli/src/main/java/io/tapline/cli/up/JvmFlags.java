package io.tapline.cli.up;

import java.util.List;
import java.util.stream.Stream;

/** JVM flags of each part. What they cost and save is measured in cli/README.md. */
final class JvmFlags {
  private static final List<String> SMALL =
      List.of(
          // One collector thread and none of G1's tables.
          "-XX:+UseSerialGC",
          "-Xss512k",
          // No /tmp/hsperfdata_root: nothing may be left behind.
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          // An archive that does not fit is no news; errors go to the log, stdout is for READY.
          "-Xshare:auto",
          "-Xlog:disable",
          "-Xlog:all=error:stderr");

  static final List<String> BROKER = join(io.tapline.stream.standalone.JvmFlags.BROKER, SMALL);

  static final List<String> FLINK = join(io.tapline.stream.standalone.JvmFlags.FLINK, SMALL);

  /** The engine's memory is native; its Java side only waits. */
  static final List<String> CLICKHOUSE =
      join(
          List.of(
              "-Xmx64m",
              "-XX:TieredStopAtLevel=1",
              "-XX:ReservedCodeCacheSize=16m",
              "-Djava.net.preferIPv4Stack=true"),
          SMALL);

  /** C1 only: half the code cache and compiler memory, for a loop that mostly copies bytes. */
  static final List<String> AGENT =
      join(
          List.of(
              // What lives takes 16 MB; the rest of 56 is for batches that wait while Kafka is
              // away.
              "-Xms16m",
              "-Xmx56m",
              "-Xmn8m",
              "-XX:TieredStopAtLevel=1",
              "-XX:ReservedCodeCacheSize=24m"),
          SMALL);

  private JvmFlags() {}

  private static List<String> join(List<String> own, List<String> shared) {
    return Stream.concat(own.stream(), shared.stream()).toList();
  }
}
