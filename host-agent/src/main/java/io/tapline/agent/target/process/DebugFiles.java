package io.tapline.agent.target.process;

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
 * Finds the file that holds what was stripped from another: by the build's id, then by the name
 * that it links to, as gdb does (Debugging with GDB, "Debugging Information in Separate Files").
 */
public final class DebugFiles {
  private static final String GLOBAL = "usr/lib/debug";

  private final Path hostRoot;
  private final List<Path> folders;

  /**
   * @param hostRoot where this host's files are
   */
  DebugFiles(Path hostRoot) {
    this(hostRoot, List.of());
  }

  /**
   * @param hostRoot where this host's files are
   * @param folders what to look into first, laid out as {@code /usr/lib/debug} is
   */
  public DebugFiles(Path hostRoot, List<Path> folders) {
    this.hostRoot = hostRoot;
    this.folders = List.copyOf(folders);
  }

  /**
   * The debug file.
   *
   * @param elf whose it is
   * @param root where the process's files are
   * @param name of the file within that root
   */
  public Optional<Path> of(ElfFile elf, Path root, String name) throws IOException {
    Optional<String> id = elf.buildId();
    if (id.isPresent() && id.get().length() > 2) {
      String place = ".build-id/" + id.get().substring(0, 2) + "/" + id.get().substring(2);
      for (Path folder : debugFolders(List.of(hostRoot, root))) {
        Path file = folder.resolve(place + ".debug");
        if (Files.isRegularFile(file)) {
          return Optional.of(file);
        }
      }
    }
    Optional<ElfFile.DebugLink> link = elf.debugLink();
    if (link.isPresent()) {
      for (Path file : linked(root, name, link.get().name())) {
        if (Files.isRegularFile(file) && checksum(file) == link.get().checksum()) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  private List<Path> debugFolders(List<Path> roots) {
    List<Path> all = new ArrayList<>(folders);
    roots.forEach(root -> all.add(root.resolve(GLOBAL)));
    return all;
  }

  private List<Path> linked(Path root, String name, String link) {
    Path folder = Path.of(name).getParent();
    if (folder == null) {
      return List.of();
    }
    Path within = Path.of("/").relativize(folder);
    List<Path> places = new ArrayList<>();
    folders.forEach(f -> places.add(f.resolve(within).resolve(link)));
    for (Path under : List.of(root, hostRoot)) {
      places.add(under.resolve(within).resolve(link));
      places.add(under.resolve(within).resolve(".debug").resolve(link));
      places.add(under.resolve(GLOBAL).resolve(within).resolve(link));
    }
    places.removeIf(
        place -> place.equals(root.resolve(within.resolve(Path.of(name).getFileName()))));
    return places;
  }

  private static int checksum(Path file) throws IOException {
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sum.update(buffer, 0, read);
      }
    }
    return (int) sum.getValue();
  }
}
