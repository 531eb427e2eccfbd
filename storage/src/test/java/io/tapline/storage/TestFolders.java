package io.tapline.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that the engine's unprivileged user can pass, which JUnit's are not. */
public final class TestFolders {
  private TestFolders() {}

  /** A new folder under the system's temporary one. */
  public static Path create() throws IOException {
    Path folder = Files.createTempDirectory("tapline-it-");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    return folder;
  }

  /** Removes it with all that is in it. */
  public static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
