package io.tapline.agent.target.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Files by a pattern, as a shell expands it: hidden ones only when the dot is written. */
final class PathGlob {
  /** Patterns such as <code>/*&#47;*&#47;*</code> see much of a file system. */
  private static final int MAX_FILES = 100_000;

  private PathGlob() {}

  /** What matches, each folder's in order of names; empty when nothing does. */
  static List<Path> expand(String pattern) {
    List<Path> found = List.of(Path.of(pattern.startsWith("/") ? "/" : ""));
    try {
      for (String part : pattern.split("/", -1)) {
        if (!part.isEmpty()) {
          found = step(found, part);
        }
      }
    } catch (InvalidPathException e) {
      return List.of();
    }
    return found;
  }

  private static List<Path> step(List<Path> folders, String part) {
    List<Path> next = new ArrayList<>();
    for (Path folder : folders) {
      if (!Glob.isPattern(part)) {
        Path child = folder.resolve(part);
        if (Files.exists(child)) {
          next.add(child);
        }
      } else if (Files.isDirectory(folder) || folder.toString().isEmpty()) {
        next.addAll(children(folder, part));
      }
      if (next.size() > MAX_FILES) {
        return next.subList(0, MAX_FILES);
      }
    }
    return next;
  }

  private static List<Path> children(Path folder, String part) {
    Glob glob = new Glob(part);
    boolean hidden = part.startsWith(".");
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(p -> p.getFileName().toString())
          .filter(n -> hidden || !n.startsWith("."))
          .filter(glob::matches)
          .sorted()
          .map(folder::resolve)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
