package io.tapline.cli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.storage.engine.ConnectionSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreLocatorTest {
  @TempDir Path folder;

  @Test
  void noRunningLineIsSaidWithTheWayToStartOne() {
    StoreLocator locator = new StoreLocator(folder.resolve("current"));
    assertThatThrownBy(() -> locate(locator, Optional.empty()))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ExitCode.UNREACHABLE);
              assertThat(failure).hasMessage("no tapline runs on this machine");
              assertThat(failure.remedy()).contains("sudo ./tapline up").contains("--data DIR");
            });
  }

  @Test
  void aLineThatWasKilledIsNotTakenForARunningOne() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    run(gone.pid());
    assertThatThrownBy(() -> locate(new StoreLocator(folder), Optional.of(folder)))
        .hasMessage("the tapline up of %s (pid %d) is gone", folder, gone.pid());
  }

  @Test
  void followsTheLinkToTheRunningLinesCredentials() throws Exception {
    run(ProcessHandle.current().pid());
    Files.writeString(
        StoreLocator.credentialsIn(folder),
        "url=http\\://127.0.0.1\\:1\nmigrator.password=m\nwriter.password=w\nreader.password=r\n");
    Path link = Files.createSymbolicLink(folder.resolve("current"), folder);
    ConnectionSettings settings = locate(new StoreLocator(link), Optional.empty());
    assertThat(settings.url()).as("where the line found it").isEqualTo("http://127.0.0.1:2");
    assertThat(settings.user()).isEqualTo("tapline_reader");
    assertThat(settings.password()).isEqualTo("r");
  }

  private void run(long pid) throws Exception {
    new RunFile(
            pid,
            folder.toString(),
            "http://page/",
            "k:1",
            "http://127.0.0.1:2",
            StoreLocator.credentialsIn(folder).toString(),
            null)
        .write(folder);
  }

  private static ConnectionSettings locate(StoreLocator locator, Optional<Path> data) {
    return locator.locate(data, Optional.empty(), Optional.empty());
  }
}
