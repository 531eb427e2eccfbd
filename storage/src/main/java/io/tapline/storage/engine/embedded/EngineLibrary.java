package io.tapline.storage.engine.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The engine's library, pinned: fetched once, verified, and kept in the user's cache folder.
 *
 * <p>A file under its final name is a verified one: it is downloaded and unpacked beside it, both
 * checksums are compared, and only then it is renamed. A fetch that is killed leaves a scratch
 * folder, which the next one removes. Several processes may fetch at once; one does, the others
 * wait.
 */
public final class EngineLibrary {
  /** Version of the npm package; the ClickHouse in it calls itself 26.7.2.1. */
  public static final String VERSION = "26.7.3-stable.1";

  private static final String PACKAGE = "@chdb/lib-linux-x64-gnu@" + VERSION;
  private static final String FILE = "libchdb.so";

  private final Path cache;
  private final Download download;
  private final Pin pin;

  /**
   * What must be found.
   *
   * @param packageSha256 of the .tgz, hex
   * @param librarySha256 of libchdb.so, hex
   * @param libraryBytes size of libchdb.so
   */
  record Pin(String packageSha256, String librarySha256, long libraryBytes) {}

  EngineLibrary(Path cache, Download download, Pin pin) {
    this.cache = cache;
    this.download = download;
    this.pin = pin;
  }

  /** The pinned library, by npm, in {@code $XDG_CACHE_HOME/tapline} or {@code ~/.cache/tapline}. */
  public static EngineLibrary pinned() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path cache =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return new EngineLibrary(
        cache.resolve("tapline"),
        new NpmDownload("npm", PACKAGE, 177_817_999),
        new Pin(
            "c0d32b129e988f2b9a9a31c9141aecf5e1e2453f9a079efc4d36ab8e3f92b2ad",
            "36ad4e999882821ef13cf2d0f52c93f48e6ee1b4498b35a201c23ce4b8d15bf5",
            566_330_096));
  }

  /** Where the library is, or will be. */
  public Path path() {
    return folder().resolve(FILE);
  }

  /** Whether it is there, so that {@link #fetch} returns at once. */
  public boolean isFetched() {
    return path().toFile().length() == pin.libraryBytes();
  }

  /**
   * The library's path; fetches it first when it is not there.
   *
   * @throws EmbeddedEngineException without npm, network, space, or with a wrong checksum; says
   *     which
   */
  public Path fetch(FetchProgress progress) {
    if (isFetched()) {
      return path();
    }
    try {
      Files.createDirectories(folder());
      try (FileChannel channel =
              FileChannel.open(
                  folder().resolve("fetch.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !isFetched()) {
          fetchInto(folder().resolve("fetch"), progress);
        }
      }
      return path();
    } catch (IOException e) {
      String hint =
          String.valueOf(e.getMessage()).contains("No space left")
              ? "; the disk is full: the engine needs 1.2 GB while it is unpacked, 570 MB after"
              : "";
      throw new EmbeddedEngineException("fetch the engine into " + folder() + ": " + e + hint, e);
    }
  }

  private Path folder() {
    return cache.resolve("engine").resolve(VERSION);
  }

  private void fetchInto(Path scratch, FetchProgress progress) throws IOException {
    delete(scratch);
    Files.createDirectories(scratch);
    try {
      Path pack = download.fetch(scratch, progress);
      requireSum("the package", pin.packageSha256(), sumOf(pack));
      Path library = scratch.resolve(FILE);
      requireSum("its " + FILE, pin.librarySha256(), unpack(pack, library, progress));
      Files.move(
          library, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      delete(scratch);
    }
  }

  private String unpack(Path pack, Path library, FetchProgress progress) throws IOException {
    try (InputStream file = Files.newInputStream(pack);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals("package/" + FILE)) {
          MessageDigest digest = sha256();
          try (OutputStream out = Files.newOutputStream(library)) {
            copy(new DigestInputStream(tar, digest), out, progress);
          }
          return HexFormat.of().formatHex(digest.digest());
        }
      }
    }
    throw new EmbeddedEngineException("the engine's package holds no package/" + FILE);
  }

  private void copy(InputStream in, OutputStream out, FetchProgress progress) throws IOException {
    byte[] chunk = new byte[1 << 20];
    long done = 0;
    long told = 0;
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      out.write(chunk, 0, read);
      done += read;
      if (done - told > pin.libraryBytes() / 10 || done == pin.libraryBytes()) {
        progress.advance("unpack", done, pin.libraryBytes());
        told = done;
      }
    }
  }

  private static void requireSum(String what, String expected, String found) {
    if (!expected.equals(found)) {
      throw new EmbeddedEngineException(
          what
              + " of the engine has SHA-256 "
              + found
              + ", expected "
              + expected
              + ": not used and removed. Try again; if it stays, the registry or a proxy changes the file");
    }
  }

  private static String sumOf(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] chunk = new byte[1 << 20];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
