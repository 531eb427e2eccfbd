package io.tapline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapline.cli.store.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An {@code up} with an agent only: broker, store and job are another line's, which goes on when
 * this one stops.
 */
final class OutsideServersIT {
  private static final int CALLS = 400_000;

  /** Other lines of this machine trace the same kernel: a name that only this test uses. */
  private static final String COMM = "tlo-" + ProcessHandle.current().pid();

  @TempDir private Path folder;

  @Test
  void waitsUntilTheOutsideJobHasStoredItAllAndThenJudges() throws Exception {
    HostNeeds.rootAndPerl();
    Path there = folder("servers");
    Path here = folder("tracing");
    Tapline tapline = new Tapline(there);
    try (RunningLine servers = RunningLine.start(tapline, there, "--no-agent")) {
      try (RunningLine tracing =
          trace(new Tapline(here), here, servers.file(), "syscall.latency,proc.exec")) {
        assertThat(tracing.parts()).as("nothing but the agent").hasSize(1);
        CountedCalls.start(COMM, CALLS).await();
        assertThat(tracing.stop()).as(tracing.err()).isZero();
        assertThat(tracing.err())
            .contains("the ledger balances: every hit is stored")
            .endsWith("stopped cleanly\n");
      }
      assertThatNothingIsWaitedForWhereNothingWasTraced(here, servers.file());
      // It has waited: nobody else needs to.
      assertThat(servers.number(CountedCalls.storedOf(COMM))).isEqualTo(CALLS);
      for (JsonNode sum : tapline.run("audit", "--settle", "0s", "-o", "json").rows()) {
        assertThat(sum.get("state").asText()).as("%s", sum).isEqualTo("closed");
        assertThat(sum.get("in flight").asLong()).as("%s", sum).isZero();
        assertThat(sum.get("difference").asLong()).as("%s", sum).isZero();
      }
    }
  }

  private static void assertThatNothingIsWaitedForWhereNothingWasTraced(
      Path folder, RunFile servers) throws Exception {
    Path script =
        Files.writeString(folder.resolve("none.bt"), "tracepoint:no:such { @ = count(); }\n");
    try (RunningLine idle = trace(new Tapline(folder), folder, servers, script.toString())) {
      long began = System.nanoTime();
      assertThat(idle.stop()).as(idle.err()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SettledBalance.LIMIT);
      assertThat(idle.err())
          .contains("no agent reported in this run: no ledger")
          .endsWith("stopped cleanly\n");
    }
  }

  private static RunningLine trace(Tapline tapline, Path folder, RunFile servers, String tapsets)
      throws IOException {
    return RunningLine.start(
        tapline,
        folder,
        "--tapsets",
        tapsets,
        "--kafka",
        servers.kafka(),
        "--clickhouse",
        servers.clickhouse(),
        "--credentials",
        servers.credentials(),
        "--flink",
        Objects.requireNonNull(servers.flink()));
  }

  private Path folder(String name) throws IOException {
    // The engine's unprivileged user has to pass.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    return Files.createDirectory(
        folder.resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
  }
}
