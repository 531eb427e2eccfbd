package io.tapline.agent.target.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The perf map of a process, read again when it has grown: compilers append to it while their
 * program runs. Not thread-safe.
 */
final class PerfMapFile {
  /** How long a map that may have grown is not looked at again. */
  private static final long PATIENCE_NANOS = 250_000_000;

  private final List<Path> places;
  private final LongSupplier nanoTime;
  private @Nullable PerfMap map;
  private @Nullable Path file;
  private @Nullable FileTime changed;
  private long bytes = -1;
  private long lookedAt;
  private boolean looked;

  /**
   * @param places where it may be; the first that is there is read
   * @param nanoTime a clock
   */
  PerfMapFile(List<Path> places, LongSupplier nanoTime) {
    this.places = List.copyOf(places);
    this.nanoTime = nanoTime;
  }

  /** The function that an address is in, with the file's name. */
  Optional<SymbolTable.Hit> at(long address) {
    Optional<SymbolTable.Hit> hit = known(address);
    if (hit.isEmpty() && (!looked || nanoTime.getAsLong() - lookedAt > PATIENCE_NANOS)) {
      looked = true;
      lookedAt = nanoTime.getAsLong();
      return refresh() ? known(address) : hit;
    }
    return hit;
  }

  /** Name of the file that was read, as the process knows it; empty for none. */
  String name() {
    Path read = file;
    return read == null ? "" : "/tmp/" + read.getFileName();
  }

  private Optional<SymbolTable.Hit> known(long address) {
    PerfMap read = map;
    return read == null ? Optional.empty() : read.at(address);
  }

  private boolean refresh() {
    for (Path place : places) {
      try {
        BasicFileAttributes now = Files.readAttributes(place, BasicFileAttributes.class);
        if (!now.isRegularFile()) {
          continue;
        }
        if (place.equals(file) && now.size() == bytes && now.lastModifiedTime().equals(changed)) {
          return false;
        }
        try (InputStream in = Files.newInputStream(place)) {
          map = PerfMap.read(in);
        }
        file = place;
        bytes = now.size();
        changed = now.lastModifiedTime();
        return true;
      } catch (IOException e) {
        // Not there, or not ours to read: the next place may be.
      }
    }
    return false;
  }
}
