package io.tapline.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SupervisedChildTest {
  @TempDir Path folder;

  private final Told told = new Told();

  @Test
  void bringsAKilledChildBack() throws Exception {
    SupervisedChild child = start(FakeChild.spec("part", folder, "ready"), 3);
    long firstPid = child.awaitReady().get("pid").asLong();
    ProcessHandle.of(firstPid).orElseThrow().destroyForcibly();
    await().atMost(Duration.ofSeconds(20)).until(() -> told.lines.contains("restarted"));
    assertThat(child.current().pid()).isNotEqualTo(firstPid);
    assertThat(told.lines.get(0)).contains("was ended by signal 9").contains("pause PT0.01S");
    assertThat(child.stop(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void givesUpOnAChildThatKeepsDying() throws Exception {
    SupervisedChild child = start(FakeChild.spec("part", folder, "ready", "exit", "7"), 2);
    child.awaitReady();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> told.lines.stream().anyMatch(line -> line.startsWith("gave up")));
    assertThat(told.lines.stream().filter(line -> line.startsWith("restarting"))).hasSize(2);
    child.stop(Duration.ofSeconds(1));
  }

  @Test
  void leavesAChildAloneThatWasStoppedOnPurpose() throws Exception {
    SupervisedChild child = start(FakeChild.spec("part", folder, "ready"), 3);
    child.awaitReady();
    assertThat(child.stop(Duration.ofSeconds(10))).isTrue();
    await().during(Duration.ofMillis(300)).until(() -> told.lines.isEmpty());
    assertThat(child.current().isAlive()).isFalse();
  }

  private SupervisedChild start(ChildSpec spec, int limit) throws Exception {
    RestartPolicy policy = new RestartPolicy(limit, Duration.ofMinutes(1), Duration.ofMillis(10));
    return SupervisedChild.start(spec, policy, Clock.systemUTC(), told);
  }

  private static final class Told implements SupervisedChild.Listener {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void restarting(String name, ChildDiedException death, Duration pause) {
      lines.add("restarting " + death.getMessage() + " pause " + pause);
    }

    @Override
    public void restarted(String name) {
      lines.add("restarted");
    }

    @Override
    public void gaveUp(String name, ChildDiedException death) {
      lines.add("gave up " + death.getMessage());
    }
  }
}
