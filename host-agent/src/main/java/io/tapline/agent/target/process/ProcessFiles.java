package io.tapline.agent.target.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The programs and libraries of processes, as {@code /proc} shows them. Processes end meanwhile.
 */
public final class ProcessFiles {
  private static final String DELETED = " (deleted)";

  private final Path proc;

  /**
   * @param proc {@code /proc}
   */
  public ProcessFiles(Path proc) {
    this.proc = proc;
  }

  /** All processes, ascending. */
  public List<Integer> processes() {
    try (Stream<Path> entries = Files.list(proc)) {
      return entries
          .map(p -> p.getFileName().toString())
          .filter(n -> n.length() <= 9 && n.chars().allMatch(Character::isDigit))
          .map(Integer::valueOf)
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The program a process runs, as it sees its path; empty for kernel threads and ended ones. */
  public Optional<String> executable(int process) {
    try {
      return Optional.of(Files.readSymbolicLink(folder(process).resolve("exe")).toString());
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }

  /**
   * Every file that a process has mapped to run code from, as it sees its path, each once, in the
   * order of addresses. Files that were deleted meanwhile are left out.
   *
   * @throws NoSuchFileException when there is no such process
   */
  public List<String> mapped(int process) throws IOException {
    Set<String> paths = new LinkedHashSet<>();
    for (Mapping mapping : ProcessMaps.read(folder(process).resolve("maps"))) {
      if (mapping.executable() && mapping.isFile() && !mapping.name().endsWith(DELETED)) {
        paths.add(mapping.name());
      }
    }
    return new ArrayList<>(paths);
  }

  /** Where files that a process sees are seen from here: {@code /proc/PID/root/PATH}. */
  public Path seenFromHere(int process, String path) {
    String relative = path.startsWith("/") ? path.substring(1) : path;
    return folder(process).resolve("root").resolve(relative);
  }

  /** Whether a process has mounts of its own, so that its paths mean nothing here. */
  public boolean hasOwnMounts(int process) {
    try {
      return !Files.readSymbolicLink(folder(process).resolve("ns/mnt"))
          .equals(Files.readSymbolicLink(proc.resolve("self/ns/mnt")));
    } catch (IOException | SecurityException e) {
      // Not known: as bpftrace does, its paths are taken for ours.
      return false;
    }
  }

  /** Whether there is such a process. */
  public boolean exists(int process) {
    return Files.isDirectory(folder(process));
  }

  private Path folder(int process) {
    return proc.resolve(Integer.toString(process));
  }
}
