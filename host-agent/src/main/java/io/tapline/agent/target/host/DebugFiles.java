package io.tapline.agent.target.host;

import io.tapline.agent.target.elf.DebugLink;
import io.tapline.agent.target.elf.ElfFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Files with the symbols that were stripped from a binary: by its build id, or by the name and
 * checksum that it has in {@code .gnu_debuglink} (gdb's manual, "Separate Debug Files").
 */
final class DebugFiles {
  private static final Path USUAL = Path.of("/usr/lib/debug");

  private final List<Path> folders;

  /**
   * @param more folders to look into before {@code /usr/lib/debug}
   */
  DebugFiles(List<Path> more) {
    this.folders = new ArrayList<>(more);
    folders.add(USUAL);
  }

  /** The debug file, open; empty when there is none. What is damaged is as good as not there. */
  Optional<ElfFile> open(Path binary, ElfFile elf) throws IOException {
    Optional<ElfFile> byId = byBuildId(elf);
    return byId.isPresent() ? byId : byLink(binary, elf);
  }

  private Optional<ElfFile> byBuildId(ElfFile elf) throws IOException {
    Optional<String> id = elf.buildId();
    if (id.isEmpty() || id.get().length() < 4) {
      return Optional.empty();
    }
    String file = ".build-id/" + id.get().substring(0, 2) + "/" + id.get().substring(2) + ".debug";
    for (Path folder : folders) {
      Optional<ElfFile> debug = open(folder.resolve(file));
      if (debug.isPresent()) {
        if (debug.get().buildId().equals(id)) {
          return debug;
        }
        debug.get().close();
      }
    }
    return Optional.empty();
  }

  private Optional<ElfFile> byLink(Path binary, ElfFile elf) throws IOException {
    Optional<DebugLink> link = elf.debugLink();
    Path folder = binary.toAbsolutePath().getParent();
    if (link.isEmpty() || folder == null || link.get().file().contains("/")) {
      return Optional.empty();
    }
    String file = link.get().file();
    List<Path> places =
        new ArrayList<>(List.of(folder.resolve(file), folder.resolve(".debug").resolve(file)));
    folders.forEach(f -> places.add(f.resolve(folder.toString().substring(1)).resolve(file)));
    for (Path place : places) {
      if (Files.isRegularFile(place)
          && !Files.isSameFile(place, binary)
          && checksum(place) == link.get().checksum()) {
        Optional<ElfFile> debug = open(place);
        if (debug.isPresent()) {
          return debug;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<ElfFile> open(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(ElfFile.open(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static int checksum(Path file) throws IOException {
    CRC32 checksum = new CRC32();
    byte[] buffer = new byte[64 * 1024];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        checksum.update(buffer, 0, read);
      }
    }
    return (int) checksum.getValue();
  }
}
