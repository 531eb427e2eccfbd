package io.tapline.agent.target.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Binaries that a script means by a name: an absolute path means itself; any other name the files
 * of that name in the search path, and the programs of that name that run now, since servers such
 * as PostgreSQL are kept out of the search path.
 */
public final class BinaryFinder {
  private final List<Path> searchPath;
  private final Path processes;

  /**
   * @param searchPath folders, in order
   * @param processes {@code /proc}
   */
  public BinaryFinder(List<Path> searchPath, Path processes) {
    this.searchPath = List.copyOf(searchPath);
    this.processes = processes;
  }

  /** With the PATH of this process. */
  public static BinaryFinder ofHost() {
    String path = System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    List<Path> folders =
        Stream.of(path.split(":", -1)).filter(p -> p.startsWith("/")).map(Path::of).toList();
    return new BinaryFinder(folders, Path.of("/proc"));
  }

  /** Real paths, each once, in the order of the rules above; empty when there are none. */
  public List<Path> find(String name) {
    Set<Path> found = new LinkedHashSet<>();
    try {
      if (name.startsWith("/")) {
        add(Path.of(name), found);
      } else if (!name.isEmpty() && !name.contains("/")) {
        searchPath.forEach(folder -> add(folder.resolve(name), found));
        running().stream()
            .filter(p -> p.getFileName() != null && p.getFileName().toString().equals(name))
            .forEach(p -> add(p, found));
      }
    } catch (InvalidPathException e) {
      return List.of();
    }
    return new ArrayList<>(found);
  }

  private List<Path> running() {
    try (Stream<Path> entries = Files.list(processes)) {
      return entries
          .filter(p -> p.getFileName().toString().chars().allMatch(Character::isDigit))
          .sorted()
          .flatMap(p -> executable(p).stream())
          .distinct()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Kernel threads have none, and processes end while one looks. */
  private static List<Path> executable(Path process) {
    try {
      return List.of(Files.readSymbolicLink(process.resolve("exe")));
    } catch (IOException | SecurityException e) {
      return List.of();
    }
  }

  /** A path that a process sees in a mount namespace of its own may not be here. */
  private static void add(Path path, Set<Path> found) {
    if (Files.isRegularFile(path)) {
      try {
        found.add(path.toRealPath());
      } catch (IOException e) {
        // Gone between the look and the reading: as good as never there.
        return;
      }
    }
  }
}
