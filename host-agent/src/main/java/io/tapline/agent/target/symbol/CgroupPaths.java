package io.tapline.agent.target.symbol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Paths of control groups by their ids, which are the inode numbers of their folders. A group that
 * ended is remembered; others are looked for each time. Not thread-safe.
 */
public final class CgroupPaths {
  private static final int MAX_REMEMBERED = 16_384;
  private static final String UNIFIED = "unified";

  private final Path mounts;
  private final Map<Key, String> known = new HashMap<>();

  private record Hierarchy(String name, Path root) {}

  private record Key(Path root, long id) {}

  /** This host's hierarchies. */
  public CgroupPaths() {
    this(Path.of("/proc/mounts"));
  }

  CgroupPaths(Path mounts) {
    this.mounts = mounts;
  }

  /**
   * The group's paths, {@code unified:/a,memory:/b}: that of version 2 first, then those of version
   * 1 by name; hierarchies without such a group are left out.
   *
   * @param filter which hierarchies are looked at: a name with stars; empty for all
   */
  public String paths(long id, String filter) {
    Pattern wanted = Pattern.compile(filter.isEmpty() ? ".*" : glob(filter));
    return hierarchies().stream()
        .filter(h -> wanted.matcher(h.name()).matches())
        .flatMap(h -> path(h.root(), id).map(path -> h.name() + ":" + path).stream())
        .collect(Collectors.joining(","));
  }

  private static String glob(String filter) {
    return Stream.of(filter.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
  }

  private List<Hierarchy> hierarchies() {
    List<Hierarchy> first = new ArrayList<>();
    List<Hierarchy> second = new ArrayList<>();
    try {
      for (String line : Files.readString(mounts, StandardCharsets.UTF_8).split("\n", -1)) {
        String[] fields = line.split(" ", -1);
        if (fields.length > 2 && fields[2].equals("cgroup2")) {
          second.add(new Hierarchy(UNIFIED, Path.of(fields[1])));
        } else if (fields.length > 2 && fields[2].equals("cgroup")) {
          Path root = Path.of(fields[1]);
          first.add(new Hierarchy(String.valueOf(root.getFileName()), root));
        }
      }
    } catch (IOException e) {
      // No mounts are to be seen: no group has a path then.
      return List.of();
    }
    first.sort(Comparator.comparing(Hierarchy::name));
    second.addAll(first);
    return second;
  }

  private Optional<String> path(Path root, long id) {
    String remembered = known.get(new Key(root, id));
    if (remembered != null) {
      return Optional.of(remembered);
    }
    Finder finder = new Finder(id);
    try {
      Files.walkFileTree(root, finder);
    } catch (IOException e) {
      return Optional.empty();
    }
    if (finder.found == null) {
      return Optional.empty();
    }
    String path = "/" + root.relativize(finder.found);
    if (known.size() < MAX_REMEMBERED) {
      known.put(new Key(root, id), path);
    }
    return Optional.of(path);
  }

  /** Looks for a folder by its inode number. */
  private static final class Finder extends SimpleFileVisitor<Path> {
    private final long id;
    private @Nullable Path found;

    Finder(long id) {
      this.id = id;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (((Number) Files.getAttribute(folder, "unix:ino")).longValue() == id) {
        found = folder;
        return FileVisitResult.TERMINATE;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      // Groups end while they are looked at.
      return FileVisitResult.CONTINUE;
    }
  }
}
