package io.tapline.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildProcessTest {
  @TempDir Path folder;

  @Test
  void givesWhatTheChildSaidWhenReady() throws Exception {
    try (ChildProcess child = ChildProcess.start(FakeChild.spec("good", folder, "ready"))) {
      assertThat(child.awaitReady().get("pid").asLong()).isEqualTo(child.pid());
    }
  }

  @Test
  void runsInASessionOfItsOwnSoThatCtrlCDoesNotReachIt() throws Exception {
    try (ChildProcess child = ChildProcess.start(FakeChild.spec("apart", folder, "ready"))) {
      child.awaitReady();
      String stat = Files.readString(Path.of("/proc", Long.toString(child.pid()), "stat"));
      String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      assertThat(afterName[3]).as("session id, proc(5)").isEqualTo(Long.toString(child.pid()));
    }
  }

  @Test
  void endsByItselfWhenItsInputEnds() throws Exception {
    ChildProcess child = ChildProcess.start(FakeChild.spec("good", folder, "ready"));
    child.awaitReady();
    assertThat(child.stop(Duration.ofSeconds(10))).isTrue();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void isEndedBySignalWhenItDoesNotListen() throws Exception {
    ChildProcess child = ChildProcess.start(FakeChild.spec("deaf", folder, "ready", "deaf"));
    child.awaitReady();
    assertThat(child.stop(Duration.ofMillis(200))).isFalse();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void tellsExitCodeAndLastWordsOfAChildThatDiedBeforeReady() throws Exception {
    ChildSpec spec = FakeChild.spec("bad", folder, "say", "port 1 is in use", "exit", "4");
    try (ChildProcess child = ChildProcess.start(spec)) {
      assertThatThrownBy(child::awaitReady)
          .isInstanceOfSatisfying(
              ChildDiedException.class,
              death -> {
                assertThat(death)
                    .hasMessageContaining("bad (pid " + child.pid() + ")")
                    .hasMessageContaining("exit code 4")
                    .hasMessageContaining("bad.log");
                assertThat(death.lastLines()).contains("port 1 is in use");
              });
    }
  }

  @Test
  void doesNotWaitForeverForReady() throws Exception {
    ChildSpec slow = FakeChild.spec("slow", folder, "deaf");
    ChildSpec impatient =
        new ChildSpec("slow", slow.command(), Map.of(), slow.log(), Duration.ofSeconds(1));
    try (ChildProcess child = ChildProcess.start(impatient)) {
      assertThatThrownBy(child::awaitReady).hasMessageContaining("was not ready after 1 s");
    }
  }
}
