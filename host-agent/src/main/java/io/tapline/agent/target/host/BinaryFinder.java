package io.tapline.agent.target.host;

import io.tapline.agent.target.library.LibraryCache;
import io.tapline.agent.target.process.ProcessFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Binaries that a script means by a name, in this order: a path means itself; a name that begins
 * with {@code lib} the library that the dynamic linker would load; any other name a file in the
 * working directory or the search path. A pattern means every binary that it matches, and {@code *}
 * those that the traced process has mapped.
 *
 * <p>A name that none of these knows means the programs of that name that run now, and the
 * libraries that they have mapped, since servers such as PostgreSQL and the libraries of a JVM are
 * kept out of the search path. Those of containers are seen through {@code /proc/PID/root}.
 *
 * <p>Binaries are programs that may be executed, and libraries; paths are answered as they are to
 * be named, and the same file once.
 */
public final class BinaryFinder {
  private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
  private static final int TYPE_OFFSET = 16;
  private static final int EXECUTABLE = 2;
  private static final int SHARED = 3;
  private static final String LIBRARY = "lib";

  private final List<Path> searchPath;
  private final ProcessFiles processes;
  private final Path libraries;
  private final int process;
  private final boolean withRunning;

  /** For a host without a list of libraries, and no process in particular. */
  public BinaryFinder(List<Path> searchPath, Path processes) {
    this(searchPath, processes, Path.of("/nonexistent"), 0);
  }

  /**
   * @param searchPath folders, in order
   * @param processes {@code /proc}
   * @param libraries the dynamic linker's list
   * @param process the one that is traced; 0 for none in particular
   */
  public BinaryFinder(List<Path> searchPath, Path processes, Path libraries, int process) {
    this(searchPath, new ProcessFiles(processes), libraries, process, false);
  }

  private BinaryFinder(
      List<Path> searchPath,
      ProcessFiles processes,
      Path libraries,
      int process,
      boolean withRunning) {
    this.withRunning = withRunning;
    this.searchPath = List.copyOf(searchPath);
    this.processes = processes;
    this.libraries = libraries;
    this.process = process;
  }

  /** With the PATH of this process. */
  public static BinaryFinder ofHost() {
    return ofHost(0);
  }

  /**
   * With the PATH of this process, for the tracing of one.
   *
   * @param process 0 for none in particular
   */
  public static BinaryFinder ofHost(int process) {
    String path = System.getenv().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    List<Path> folders =
        Stream.of(path.split(":", -1)).filter(p -> p.startsWith("/")).map(Path::of).toList();
    return new BinaryFinder(folders, Path.of("/proc"), LibraryCache.FILE, process);
  }

  /**
   * The same, but a name means all programs of that name that run now, beside the one in the search
   * path: who watches a host wants every PostgreSQL on it.
   */
  public BinaryFinder withRunning() {
    return new BinaryFinder(searchPath, processes, libraries, process, true);
  }

  /** The process that is traced; 0 for none in particular. */
  public int process() {
    return process;
  }

  /** The program of the traced process; empty when it has ended, or there is none. */
  public Optional<Path> program() {
    return process == 0
        ? Optional.empty()
        : processes.executable(process).map(path -> processes.seenFromHere(process, path));
  }

  /** In the order of the rules above; empty when there are none. */
  public List<Path> find(String name) {
    return once(matching(name));
  }

  /** Likewise, and of a pattern the same file under each of its names, for whoever lists names. */
  List<Path> names(String name) {
    return matching(name).stream().filter(BinaryFinder::isBinary).toList();
  }

  private List<Path> matching(String name) {
    try {
      if (name.isEmpty()) {
        return List.of();
      }
      if (Glob.isPattern(name) && name.contains("*")) {
        return process != 0 && name.equals("*") ? mapped() : glob(name);
      }
      if (name.contains("/")) {
        return List.of(here(Path.of(name)));
      }
      Optional<Path> library =
          name.startsWith(LIBRARY)
              ? library(name).filter(BinaryFinder::isBinary)
              : Optional.empty();
      if (library.isPresent()) {
        return List.of(library.get());
      }
      List<Path> installed = once(candidates(name));
      if (!installed.isEmpty() && !withRunning) {
        return installed.subList(0, 1);
      }
      List<Path> all = new ArrayList<>(running(name));
      installed.stream().findFirst().ifPresent(all::add);
      return once(all);
    } catch (InvalidPathException e) {
      return List.of();
    }
  }

  private List<Path> candidates(String name) {
    List<Path> candidates = new ArrayList<>(List.of(Path.of(name)));
    searchPath.forEach(folder -> candidates.add(here(folder.resolve(name))));
    return candidates;
  }

  private List<Path> glob(String pattern) {
    List<Path> found = new ArrayList<>(PathGlob.expand(pattern));
    if (!pattern.contains("/")) {
      searchPath.forEach(folder -> found.addAll(PathGlob.expand(folder + "/" + pattern)));
    }
    return found;
  }

  /** Everything that the traced process runs code from. */
  private List<Path> mapped() {
    return mapped(process).stream().map(path -> processes.seenFromHere(process, path)).toList();
  }

  private List<String> mapped(int of) {
    try {
      return processes.mapped(of);
    } catch (IOException e) {
      return List.of();
    }
  }

  /** What the traced process has mapped under a library's name, then what the linker would take. */
  private Optional<Path> library(String name) {
    if (process != 0) {
      Optional<Path> loaded =
          mapped(process).stream()
              .filter(path -> isLibrary(path, name))
              .findFirst()
              .map(path -> here(Path.of(path)));
      if (loaded.isPresent()) {
        return loaded;
      }
    }
    try {
      return Files.isReadable(libraries)
          ? LibraryCache.open(libraries).find(name).map(Path::of)
          : Optional.empty();
    } catch (IOException e) {
      // Damaged: then a name is looked for in the search path, as on a system without a list.
      return Optional.empty();
    }
  }

  private static boolean isLibrary(String path, String name) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    return file.equals(name) || file.startsWith(name + ".") || file.startsWith(name + "-");
  }

  private List<Path> running(String name) {
    List<Path> found = new ArrayList<>();
    for (int other : processes.processes()) {
      processes
          .executable(other)
          .filter(path -> path.endsWith("/" + name))
          .ifPresent(path -> found.add(seen(other, path)));
    }
    if (found.isEmpty()) {
      for (int other : processes.processes()) {
        mapped(other).stream()
            .filter(path -> isLibrary(path, name))
            .forEach(path -> found.add(seen(other, path)));
      }
    }
    return found;
  }

  private Path seen(int other, String path) {
    return processes.hasOwnMounts(other) ? processes.seenFromHere(other, path) : Path.of(path);
  }

  /** A path as the traced process means it. */
  private Path here(Path path) {
    return process != 0 && processes.hasOwnMounts(process)
        ? processes.seenFromHere(process, path.toString())
        : path;
  }

  /** Binaries among the candidates, the same file only under its first name. */
  private static List<Path> once(List<Path> candidates) {
    Map<Object, Path> files = new LinkedHashMap<>();
    for (Path path : candidates) {
      if (isBinary(path)) {
        files.putIfAbsent(identity(path), path);
      }
    }
    return List.copyOf(files.values());
  }

  /** Device and inode, where the file system has such. */
  private static Object identity(Path path) {
    try {
      Object key =
          Files.readAttributes(path, java.nio.file.attribute.BasicFileAttributes.class).fileKey();
      return key == null ? path : key;
    } catch (IOException e) {
      return path;
    }
  }

  /** A program that its owner may execute, or a library, which is not always marked so. */
  static boolean isBinary(Path path) {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    byte[] head = new byte[TYPE_OFFSET + Short.BYTES];
    try (InputStream in = Files.newInputStream(path)) {
      if (in.readNBytes(head, 0, head.length) < head.length
          || !Arrays.equals(ELF, 0, ELF.length, head, 0, ELF.length)) {
        return false;
      }
      int type = head[TYPE_OFFSET];
      return type == SHARED
          || (type == EXECUTABLE
              && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE));
    } catch (IOException e) {
      return false;
    }
  }
}
