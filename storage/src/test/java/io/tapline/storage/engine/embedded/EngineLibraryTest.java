package io.tapline.storage.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLibraryTest {
  private static final byte[] LIBRARY =
      "not really a library".repeat(1000).getBytes(StandardCharsets.UTF_8);
  private static final String SUM = DigestUtils.sha256Hex(LIBRARY);

  private final AtomicInteger downloads = new AtomicInteger();

  @TempDir private Path cache;
  @TempDir private Path shelf;
  private Path pack;

  @BeforeEach
  void pack() throws IOException {
    pack = pack("package/libchdb.so");
  }

  @Test
  void fetchesOnceAndKeeps() throws IOException {
    EngineLibrary library = library(sumOf(pack), SUM);
    List<String> steps = new ArrayList<>();
    assertThat(library.isFetched()).isFalse();
    Path path = library.fetch((step, done, total) -> steps.add(step + " " + done + "/" + total));
    assertThat(path).hasBinaryContent(LIBRARY);
    assertThat(steps).contains("unpack " + LIBRARY.length + "/" + LIBRARY.length);
    assertThat(library.fetch((step, done, total) -> {})).isEqualTo(path);
    assertThat(downloads).hasValue(1);
    assertThat(path.resolveSibling("fetch")).doesNotExist();
  }

  @Test
  void refusesAPackageWithAnotherChecksum() {
    EngineLibrary library = library("00", SUM);
    assertThatThrownBy(() -> library.fetch((step, done, total) -> {}))
        .isInstanceOf(EmbeddedEngineException.class)
        .hasMessageContaining("the package")
        .hasMessageContaining("expected 00");
    assertThat(library.path()).doesNotExist();
    assertThat(library.path().resolveSibling("fetch")).doesNotExist();
  }

  @Test
  void refusesALibraryWithAnotherChecksum() throws IOException {
    EngineLibrary library = library(sumOf(pack), "00");
    assertThatThrownBy(() -> library.fetch((step, done, total) -> {}))
        .isInstanceOf(EmbeddedEngineException.class)
        .hasMessageContaining("libchdb.so")
        .hasMessageContaining("expected 00");
    assertThat(library.path()).doesNotExist();
  }

  @Test
  void refusesAPackageWithoutTheLibrary() throws IOException {
    pack = pack("package/readme");
    EngineLibrary library = library(sumOf(pack), SUM);
    assertThatThrownBy(() -> library.fetch((step, done, total) -> {}))
        .isInstanceOf(EmbeddedEngineException.class)
        .hasMessageContaining("holds no package/libchdb.so");
  }

  @Test
  void whatAKilledFetchLeftIsNeitherUsedNorKept() throws IOException {
    EngineLibrary library = library(sumOf(pack), SUM);
    Path scratch = library.path().resolveSibling("fetch");
    Files.createDirectories(scratch);
    Files.writeString(scratch.resolve("libchdb.so"), "half");
    assertThat(library.isFetched()).isFalse();
    assertThat(library.fetch((step, done, total) -> {})).hasBinaryContent(LIBRARY);
    assertThat(scratch).doesNotExist();
  }

  @Test
  void aFileOfTheWrongLengthIsFetchedAgain() throws IOException {
    EngineLibrary library = library(sumOf(pack), SUM);
    Files.createDirectories(library.path().getParent());
    Files.writeString(library.path(), "truncated");
    assertThat(library.fetch((step, done, total) -> {})).hasBinaryContent(LIBRARY);
  }

  @Test
  void saysWhatToDoWithoutNpm() {
    NpmDownload download = new NpmDownload(shelf.resolve("no-npm").toString(), "p@1", 1);
    assertThatThrownBy(() -> download.fetch(shelf, (step, done, total) -> {}))
        .isInstanceOf(EmbeddedEngineException.class)
        .hasMessageContaining("no-npm")
        .hasMessageContaining("apt-get install npm");
  }

  @Test
  void repeatsNpmsWordsAndTheirMeaningWithoutNetwork() throws IOException {
    Path npm = script("echo 'npm error code ENOTFOUND'; echo 'npm error no such host'; exit 1");
    assertThatThrownBy(
            () -> new NpmDownload(npm.toString(), "p@1", 1).fetch(shelf, (step, done, total) -> {}))
        .isInstanceOf(EmbeddedEngineException.class)
        .hasMessageContaining("npm error no such host")
        .hasMessageContaining("no network");
  }

  @Test
  void repeatsTheLinesOfNpmThatTellAndNotTheAdviceBelow() throws IOException {
    Path npm =
        script(
            "echo 'npm error code ECONNREFUSED'; echo 'npm error errno ECONNREFUSED';"
                + " echo 'npm error FetchError: connect refused'; echo 'npm error';"
                + " echo 'npm error A complete log of this run is in /scratch/x.log'; exit 1");
    assertThatThrownBy(
            () -> new NpmDownload(npm.toString(), "p@1", 1).fetch(shelf, (step, done, total) -> {}))
        .isInstanceOf(EmbeddedEngineException.class)
        .hasMessageContaining("connect refused; no network")
        .hasMessageNotContaining("/scratch/x.log");
  }

  @Test
  void repeatsNpmsWordsAndTheirMeaningOnAFullDisk() throws IOException {
    Path npm = script("echo 'npm error code ENOSPC'; exit 1");
    assertThatThrownBy(
            () -> new NpmDownload(npm.toString(), "p@1", 1).fetch(shelf, (step, done, total) -> {}))
        .isInstanceOf(EmbeddedEngineException.class)
        .hasMessageContaining("the disk is full");
  }

  @Test
  void findsWhatNpmPacked() throws IOException {
    Path npm = script("[ \"$1 $2\" = 'pack p@1' ] || exit 9; echo data > p-1.tgz");
    Path folder = Files.createDirectory(shelf.resolve("into"));
    assertThat(new NpmDownload(npm.toString(), "p@1", 1).fetch(folder, (step, done, total) -> {}))
        .hasFileName("p-1.tgz");
  }

  private EngineLibrary library(String packSum, String librarySum) {
    Download download =
        (folder, progress) -> {
          downloads.incrementAndGet();
          return Files.copy(pack, folder.resolve("p.tgz"));
        };
    return new EngineLibrary(
        cache, download, new EngineLibrary.Pin(packSum, librarySum, LIBRARY.length));
  }

  private Path pack(String entryName) throws IOException {
    Path file = shelf.resolve(entryName.replace('/', '_') + ".tgz");
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar =
            new TarArchiveOutputStream(new GzipCompressorOutputStream(out))) {
      TarArchiveEntry entry = new TarArchiveEntry(entryName);
      entry.setSize(LIBRARY.length);
      tar.putArchiveEntry(entry);
      tar.write(LIBRARY);
      tar.closeArchiveEntry();
    }
    return file;
  }

  private Path script(String body) throws IOException {
    Path file = shelf.resolve("npm");
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static String sumOf(Path file) throws IOException {
    return DigestUtils.sha256Hex(Files.readAllBytes(file));
  }
}
