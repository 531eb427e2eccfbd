package io.tapline.storage.engine.embedded;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Fetches the package with the npm client, which knows the user's registry, proxy and certificates.
 * Its cache is put beside the package, so that bytes can be counted and nothing of 178 MB stays in
 * the user's.
 */
final class NpmDownload implements Download {
  private static final long STEP_MILLIS = 250;
  private static final int TELLING_LINES = 3;

  private final String npm;
  private final String pack;
  private final long expectedBytes;

  /**
   * @param npm the client's command
   * @param pack package and version
   * @param expectedBytes the package's size, for progress only
   */
  NpmDownload(String npm, String pack, long expectedBytes) {
    this.npm = npm;
    this.pack = pack;
    this.expectedBytes = expectedBytes;
  }

  @Override
  public Path fetch(Path folder, FetchProgress progress) throws IOException {
    Path cache = folder.resolve("npm-cache");
    Path messages = folder.resolve("npm.log");
    Process process = start(folder, cache, messages);
    try {
      while (!process.waitFor(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
        progress.advance("download", Math.min(sizeOf(cache), expectedBytes), expectedBytes);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedEngineException("the download of the engine was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new EmbeddedEngineException(
          "npm pack "
              + pack
              + " failed with status "
              + process.exitValue()
              + ": "
              + telling(messages));
    }
    progress.advance("download", expectedBytes, expectedBytes);
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".tgz"))
          .findFirst()
          .orElseThrow(
              () -> new EmbeddedEngineException("npm pack " + pack + " left no .tgz in " + folder));
    }
  }

  private Process start(Path folder, Path cache, Path messages) throws IOException {
    try {
      return new ProcessBuilder(
              npm,
              "pack",
              pack,
              "--cache",
              cache.toString(),
              "--loglevel",
              "error",
              "--no-update-notifier")
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(messages.toFile())
          .start();
    } catch (IOException e) {
      throw new EmbeddedEngineException(
          "cannot run "
              + npm
              + ", which fetches the engine: install it (Debian: apt-get install npm),"
              + " or use a server with --clickhouse URL",
          e);
    }
  }

  /**
   * npm's own words, the first few lines, and what they most often mean. Its last lines are general
   * advice and the name of a log that is removed with the scratch folder.
   */
  private static String telling(Path messages) throws IOException {
    String text = Files.readString(messages, StandardCharsets.ISO_8859_1).strip();
    String words = text.lines().limit(TELLING_LINES).map(String::strip).collect(joining(" | "));
    String hint = "";
    if (text.contains("ENOSPC")) {
      hint = "; the disk is full: the engine needs 1.2 GB while it is unpacked, 570 MB after";
    } else if (text.contains("ENOTFOUND")
        || text.contains("EAI_AGAIN")
        || text.contains("ECONN")
        || text.contains("ETIMEDOUT")
        || text.contains("FetchError")) {
      hint =
          "; no network to npm's registry: connect, set npm's proxy, or use a server with --clickhouse URL";
    }
    return words + hint;
  }

  private static long sizeOf(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException | UncheckedIOException e) {
      // npm moves files while they are counted; the next look sees them.
      return 0;
    }
  }
}
