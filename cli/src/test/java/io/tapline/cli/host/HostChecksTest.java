package io.tapline.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostChecksTest {
  @TempDir Path folder;
  private HostFiles files;
  private HostChecks checks;

  @BeforeEach
  void lookAtTheFolder() {
    files =
        new HostFiles(
            folder.resolve("self"),
            folder.resolve("btf"),
            List.of(folder.resolve("tracing"), folder.resolve("debug/tracing")),
            folder.resolve("passwd"));
    checks = new HostChecks(files);
  }

  @Test
  void missingBtfIsNamedWithThePathAndTheKernelOption() {
    assertThat(checks.btf())
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.what()).contains("no BTF").contains(folder + "/btf");
              assertThat(problem.remedy()).contains("CONFIG_DEBUG_INFO_BTF");
            });
  }

  @Test
  void presentBtfIsNoProblem() throws Exception {
    Files.writeString(files.btf(), "x");
    assertThat(checks.btf()).isEmpty();
  }

  @Test
  void unmountedTracefsIsAnEmptyFolderAndComesWithTheMountCommand() throws Exception {
    Files.createDirectories(files.tracefs().get(0));
    assertThat(checks.tracefs())
        .hasValueSatisfying(
            problem ->
                assertThat(problem.remedy())
                    .isEqualTo("mount -t tracefs nodev " + folder + "/tracing"));
  }

  @Test
  void tracefsUnderDebugfsCounts() throws Exception {
    Files.createDirectories(folder.resolve("debug/tracing/events"));
    assertThat(checks.tracefs()).isEmpty();
  }

  @Test
  void portInUseIsNamedWithTheOptionThatChangesIt() throws Exception {
    try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = holder.getLocalPort();
      assertThat(checks.port(port, "--port"))
          .hasValueSatisfying(
              problem -> {
                assertThat(problem.what()).isEqualTo("port " + port + " on 127.0.0.1 is in use");
                assertThat(problem.remedy()).contains("--port PORT").contains("ss -ltnp");
              });
    }
  }

  @Test
  void fullDiskIsNamedWithWhatIsFreeAndWhatIsNeeded() {
    assertThat(checks.space(folder.resolve("not/yet/there"), Long.MAX_VALUE, "the data folder"))
        .hasValueSatisfying(
            problem ->
                assertThat(problem.what())
                    .startsWith("disk full: ")
                    .contains("MiB free under " + folder)
                    .contains("the data folder needs "));
    assertThat(checks.space(folder, 1, "anything")).isEmpty();
  }

  @Test
  void storeRunsAsTaplineIfThereIsOneElseAsNobodyAndNeverAsRoot() throws Exception {
    Files.writeString(
        files.passwd(), "root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n+::::\n");
    assertThat(SystemUser.unprivileged(files.passwd()))
        .contains(new SystemUser("nobody", 65534, 65534));
    Files.writeString(files.passwd(), "tapline:x:0:0::/:\nnobody:x:9:9::/:\ntapline:x:5:6::/:\n");
    assertThat(SystemUser.unprivileged(files.passwd())).contains(new SystemUser("tapline", 5, 6));
    Files.writeString(files.passwd(), "root:x:0:0::/:/bin/sh\n");
    assertThat(SystemUser.unprivileged(files.passwd())).isEmpty();
  }

  @Test
  void freePortsAreDifferent() throws Exception {
    assertThat(FreePorts.find(5)).doesNotHaveDuplicates().hasSize(5);
  }
}
