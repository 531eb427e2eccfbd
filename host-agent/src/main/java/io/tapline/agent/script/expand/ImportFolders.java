package io.tapline.agent.script.expand;

import io.tapline.agent.script.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where imports are looked for: beside the script, then beside the file that imports. */
final class ImportFolders {
  private static final int UTF8_BYTES = 3;

  private final Path beside;

  /**
   * For the script of that name: a path, or what stands for one, which is in the working folder.
   */
  ImportFolders(String script) {
    this.beside = folder(script);
  }

  /**
   * A file to be read.
   *
   * @param name as messages show it
   */
  record Entry(String name, Path path) {}

  private static Path folder(String script) {
    try {
      Path parent = Path.of(script).getParent();
      return parent == null ? Path.of("") : parent;
    } catch (InvalidPathException e) {
      return Path.of("");
    }
  }

  /** Where a file may be, the likeliest first. */
  List<Path> candidates(String name, Optional<Path> importer) {
    List<Path> candidates = new ArrayList<>();
    try {
      candidates.add(beside.resolve(name));
      importer
          .map(i -> i.resolveSibling(name))
          .filter(p -> !candidates.contains(p))
          .ifPresent(candidates::add);
    } catch (InvalidPathException e) {
      // A name that no file can have.
      return candidates;
    }
    return candidates;
  }

  static boolean exists(Path path) {
    return Files.exists(path);
  }

  /** Whether others may change the file, or what is in its folder. */
  static boolean isWritableByAll(Path path) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      return isOthersWritable(path) || (folder != null && isOthersWritable(folder));
    } catch (IOException | UnsupportedOperationException e) {
      return true;
    }
  }

  private static boolean isOthersWritable(Path path) throws IOException {
    return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE);
  }

  /** The file, or those in the folder that can be imported, in the order of their names. */
  List<Entry> entries(String name, Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(new Entry(name, path));
    }
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(f -> Files.isRegularFile(f))
          .filter(f -> f.toString().endsWith(".bt") || f.toString().endsWith(".h"))
          .sorted()
          .map(f -> new Entry(name + "/" + f.getFileName(), f))
          .toList();
    }
  }

  /** A file's bytes, or as many as are too many. */
  static byte[] read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException("not a file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(UTF8_BYTES * Source.MAX_LENGTH + 1);
    }
  }
}
