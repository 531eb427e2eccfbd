package io.tapline.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * /run/tapline/current: points to the data folder of the {@code up} that was started last, so that
 * the other commands find it without being told.
 */
final class CurrentLink {
  private final Path link;

  CurrentLink(Path link) {
    this.link = link;
  }

  void pointTo(Path folder) throws IOException {
    Files.createDirectories(link.toAbsolutePath().getParent());
    Path draft = link.resolveSibling("current.new");
    Files.deleteIfExists(draft);
    Files.createSymbolicLink(draft, folder);
    Files.move(draft, link, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  /** Takes the link away, unless a later {@code up} has made it its own. */
  void release(Path folder) throws IOException {
    if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(folder)) {
      Files.delete(link);
    }
  }
}
