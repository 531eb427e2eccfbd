package io.tapline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
  @TempDir Path folder;

  @Test
  void secondHolderIsToldThePidOfTheFirst() {
    try (DataFolder first = DataFolder.open(folder)) {
      assertThat(first.root()).isEqualTo(folder);
      assertThatThrownBy(() -> DataFolder.open(folder))
          .isInstanceOfSatisfying(
              CommandFailure.class,
              failure -> {
                assertThat(failure.code()).isEqualTo(ExitCode.REFUSED);
                assertThat(failure)
                    .hasMessage(
                        "data folder %s is in use by another tapline up (pid %d)",
                        folder, ProcessHandle.current().pid());
                assertThat(failure.remedy()).contains("--data DIR");
              });
    }
  }

  @Test
  void canBeOpenedAgainAfterTheHolderIsGone() {
    DataFolder.open(folder).close();
    DataFolder.open(folder).close();
    assertThat(folder.resolve("tmp")).doesNotExist();
  }

  @Test
  void isMadeSoThatTheStoresUserMayPassThroughButNotList() throws Exception {
    Path made = folder.resolve("a/b");
    DataFolder.open(made).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx--x--x");
  }

  @Test
  void clearsWhatAKilledRunLeftInItsTemporaryFolder() throws Exception {
    Files.createDirectories(folder.resolve("tmp/deep"));
    Files.writeString(folder.resolve("tmp/deep/jffi1.so"), "x");
    try (DataFolder opened = DataFolder.open(folder)) {
      assertThat(opened.temporary()).isEmptyDirectory();
    }
  }

  @Test
  void saysSoWhenTheFolderCannotBeMade() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> DataFolder.open(file.resolve("below")))
        .isInstanceOfSatisfying(
            CommandFailure.class, failure -> assertThat(failure.code()).isEqualTo(ExitCode.HOST))
        .hasMessageContaining("cannot use data folder " + file.resolve("below"));
  }
}
