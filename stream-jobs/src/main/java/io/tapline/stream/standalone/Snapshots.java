package io.tapline.stream.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The checkpoints and savepoints that lie in a folder. */
final class Snapshots {
  /** Flink writes this file last: a folder without it was never finished. */
  private static final String METADATA = "_metadata";

  /** checkpoints/JOB/chk-N/_metadata and savepoints/savepoint-X/_metadata. */
  private static final int DEPTH = 4;

  private Snapshots() {}

  /**
   * The finished ones, newest first.
   *
   * @throws StandaloneException when the folder is there but cannot be read
   */
  static List<Path> newestFirst(Path folder) {
    List<Snapshot> found = new ArrayList<>();
    for (Path root : List.of(FlinkSettings.checkpoints(folder), FlinkSettings.savepoints(folder))) {
      if (!Files.isDirectory(root)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(root, DEPTH)) {
        for (Path file : files.filter(path -> path.endsWith(METADATA)).toList()) {
          found.add(
              new Snapshot(file.toAbsolutePath().getParent(), Files.getLastModifiedTime(file)));
        }
      } catch (IOException e) {
        throw new StandaloneException("cannot read Flink's folder " + root + ": " + e, e);
      }
    }
    found.sort(Comparator.comparing(Snapshot::written).reversed());
    return found.stream().map(Snapshot::folder).toList();
  }

  private record Snapshot(Path folder, FileTime written) {}
}
