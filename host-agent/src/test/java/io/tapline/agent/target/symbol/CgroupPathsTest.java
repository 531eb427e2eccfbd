package io.tapline.agent.target.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupPathsTest {
  @TempDir private Path folder;
  private CgroupPaths paths;

  @BeforeEach
  void mounts() throws IOException {
    Files.createDirectories(folder.resolve("unified/user.slice/session-1"));
    Files.createDirectories(folder.resolve("memory/docker"));
    Files.createDirectories(folder.resolve("cpu"));
    Path mounts = folder.resolve("mounts");
    Files.writeString(
        mounts,
        String.format(
            "tmpfs /x tmpfs rw 0 0%ncgroup %1$s/memory cgroup rw,memory 0 0%ncgroup %1$s/cpu cgroup"
                + " rw 0 0%ncgroup2 %1$s/unified cgroup2 rw 0 0%n",
            folder));
    paths = new CgroupPaths(mounts);
  }

  private long id(String name) throws IOException {
    return ((Number) Files.getAttribute(folder.resolve(name), "unix:ino")).longValue();
  }

  @Test
  void findsAGroupInItsHierarchy() throws IOException {
    assertThat(paths.paths(id("unified/user.slice/session-1"), ""))
        .isEqualTo("unified:/user.slice/session-1");
    assertThat(paths.paths(id("memory/docker"), "")).isEqualTo("memory:/docker");
    assertThat(paths.paths(id("unified"), "")).isEqualTo("unified:/");
  }

  @Test
  void looksWhereTheFilterSays() throws IOException {
    long id = id("memory/docker");
    assertThat(paths.paths(id, "mem*")).isEqualTo("memory:/docker");
    assertThat(paths.paths(id, "*")).isEqualTo("memory:/docker");
    assertThat(paths.paths(id, "unified")).isEmpty();
    assertThat(paths.paths(id, "mem")).isEmpty();
  }

  @Test
  void remembersAGroupThatEnded() throws IOException {
    long id = id("memory/docker");
    assertThat(paths.paths(id, "")).isEqualTo("memory:/docker");
    Files.delete(folder.resolve("memory/docker"));
    assertThat(paths.paths(id, "")).isEqualTo("memory:/docker");
    assertThat(paths.paths(-5, "")).isEmpty();
  }
}
