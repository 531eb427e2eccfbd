package io.tapline.cli.up;

import io.tapline.cli.process.ChildSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a part is started as a JVM of its own: this one's Java and class path, small flags, scratch
 * files where the next start cleans up, and an archive of parsed classes (AppCDS).
 *
 * <p>The archive lies beside the class path's jar. The part's first clean exit after a build writes
 * it; later starts map it, which halves the time and the CPU until READY. A JVM that it does not
 * fit ignores it.
 */
final class JvmCommand {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);

  private final DataFolder folder;
  private final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private final String classPath = System.getProperty("java.class.path");

  JvmCommand(DataFolder folder) {
    this.folder = folder;
  }

  /** A part's blueprint. */
  ChildSpec spec(String name, List<String> flags, String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(flags);
    command.addAll(archiveFlags(name));
    command.add("-Djava.io.tmpdir=" + folder.temporary());
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(arguments);
    // Fewer malloc arenas: glibc otherwise keeps one of 64 MiB for every few threads.
    Map<String, String> environment = Map.of("MALLOC_ARENA_MAX", "2");
    return new ChildSpec(name, command, environment, folder.log(name), READY_TIMEOUT);
  }

  /** The agent's blueprint; its state lives in {@code state}. */
  ChildSpec agent(String kafka, Path state, String tapsets) {
    return spec(
        "agent",
        JvmFlags.AGENT,
        "io.tapline.agent.runtime.AgentMain",
        List.of("--kafka", kafka, "--state", state.toString(), "--tapsets", tapsets));
  }

  private List<String> archiveFlags(String name) {
    if (!classPath.endsWith(".jar") || classPath.contains(":")) {
      return List.of(); // a class path of folders, as in tests: CDS takes jars only
    }
    Path beside = Path.of(classPath).toAbsolutePath().getParent();
    Path archive = beside.resolve("tapline-" + name + ".jsa");
    if (Files.exists(archive)) {
      return List.of("-XX:SharedArchiveFile=" + archive);
    }
    return Files.isWritable(beside) ? List.of("-XX:ArchiveClassesAtExit=" + archive) : List.of();
  }
}
