package io.tapline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.cli.host.FreePorts;
import io.tapline.cli.host.HostFiles;
import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.cli.output.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code up} says on hosts that lack something; the host is faked where this one has it. */
final class BadInputTest {
  private static final HostFiles HERE = HostFiles.ofSystem();
  private static final int NOBODY = 65_534;

  @TempDir private Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path self;
  private Path btf;
  private Path tracing;

  @BeforeEach
  void hostThatLacksNothing() throws IOException {
    self = Files.createDirectory(folder.resolve("self"));
    btf = Files.createFile(folder.resolve("btf"));
    tracing = folder.resolve("tracing");
    Files.createDirectories(tracing.resolve("events"));
  }

  @Test
  void notRoot() throws IOException {
    if (isRoot()) {
      Files.setAttribute(self, "unix:uid", NOBODY);
    }
    CommandFailure failure = failureOfUp("default");
    assertThat(failure.code()).isEqualTo(ExitCode.HOST);
    assertThat(failure)
        .hasMessageMatching("not root \\(uid \\d+\\): eBPF programs can only be loaded by root");
    assertThat(failure.remedy()).contains("sudo ./tapline up").contains("--no-agent");
  }

  @Test
  void noBtf() throws IOException {
    needsRoot();
    Files.delete(btf);
    CommandFailure failure = failureOfUp("default");
    assertThat(failure.code()).isEqualTo(ExitCode.HOST);
    assertThat(failure).hasMessage("no BTF: %s is not there or not readable", btf);
    assertThat(failure.remedy()).contains("CONFIG_DEBUG_INFO_BTF=y");
  }

  @Test
  void tracefsThatCannotBeMounted() throws IOException {
    needsRoot();
    Files.delete(tracing.resolve("events"));
    Files.delete(tracing);
    CommandFailure failure = failureOfUp("default");
    assertThat(failure.code()).isEqualTo(ExitCode.HOST);
    assertThat(failure)
        .hasMessageStartingWith(
            "tracefs is not mounted at " + tracing + ", and mounting it failed: ");
    assertThat(failure.remedy()).isEqualTo("mount -t tracefs nodev " + tracing);
  }

  @Test
  void allThatIsMissingIsSaidAtOnce() throws IOException {
    needsRoot();
    Files.delete(btf);
    Files.delete(tracing.resolve("events"));
    Files.delete(tracing);
    assertThat(failureOfUp("default")).hasMessageStartingWith("tracefs is not mounted");
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("tapline: no BTF: " + btf);
  }

  @Test
  void unknownTapsetIsAnsweredWithTheNearest() throws IOException {
    needsRoot();
    CommandFailure failure = failureOfUp("syscall.latency,pg.quary");
    assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
    assertThat(failure).hasMessage("no tapset is named 'pg.quary'");
    assertThat(failure.remedy()).isEqualTo("did you mean 'pg.query'?");
  }

  private CommandFailure failureOfUp(String tapsets) throws IOException {
    UpSettings settings =
        new UpSettings(
            folder.resolve("data"),
            FreePorts.find(1).get(0),
            Optional.empty(),
            tapsets,
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Terminal terminal =
        new Terminal(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            false);
    HostFiles files = new HostFiles(self, btf, List.of(tracing), HERE.passwd());
    Up up = new Up(settings, terminal, files, folder.resolve("current"));
    CommandFailure failure = catchThrowableOfType(CommandFailure.class, up::run);
    assertThat(failure).isNotNull();
    assertThat(folder.resolve("data")).as("nothing is touched").doesNotExist();
    return failure;
  }

  private static void needsRoot() throws IOException {
    assumeTrue(isRoot(), "root is missing: others are told so before anything else");
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(HERE.self(), "unix:uid").equals(0);
  }
}
