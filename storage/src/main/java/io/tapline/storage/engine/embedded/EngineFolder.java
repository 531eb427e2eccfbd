package io.tapline.storage.engine.embedded;

import io.tapline.storage.engine.ConnectionSettings;
import io.tapline.storage.engine.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The engine's folder, made ready by root before root is given up: {@code data/} with tables,
 * {@code config.xml} and {@code users.xml} written anew at each start, {@code log/} with its own
 * messages. All of it belongs to the engine's user and nobody else can enter.
 */
final class EngineFolder {
  private final Path folder;
  private final int userId;
  private final int groupId;

  EngineFolder(Path folder, int userId, int groupId) {
    this.folder = folder.toAbsolutePath().normalize();
    this.userId = userId;
    this.groupId = groupId;
  }

  /** Tables and metadata. */
  Path data() {
    return folder.resolve("data");
  }

  /** The engine's configuration. */
  Path config() {
    return folder.resolve("config.xml");
  }

  /** The engine's own messages. */
  Path log() {
    return folder.resolve("log");
  }

  /** What the engine executes first: it opens the listener. */
  Path start() {
    return folder.resolve("start.sql");
  }

  /**
   * Makes the folder, or takes it over as it is.
   *
   * @throws EmbeddedEngineException naming a parent folder that the engine's user cannot pass
   */
  void prepare(Credentials credentials) throws IOException {
    Files.createDirectories(folder);
    requirePassableParents();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(data());
    Files.createDirectories(log());
    write("config.xml", template("config.xml"));
    write("users.xml", users(credentials));
    write("start.sql", "SYSTEM START LISTEN HTTP;\n");
    own();
  }

  private String template(String name) throws IOException {
    try (InputStream in = EngineFolder.class.getResourceAsStream("/engine/" + name)) {
      if (in == null) {
        throw new IOException("the resource engine/" + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@FOLDER@", folder.toString());
    }
  }

  private String users(Credentials credentials) throws IOException {
    String users = template("users.xml").replace("@DATABASE@", ConnectionSettings.DATABASE);
    for (Role role : Role.values()) {
      users = users.replace("@" + role.name() + "@", credentials.passwordHash(role));
    }
    return users;
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  /**
   * Gives everything to the engine's user; after the first start only the fresh files change owner.
   */
  private void own() throws IOException {
    if (!isRoot()) {
      return;
    }
    boolean first = ownerOf(folder) != userId;
    chown(folder);
    try (Stream<Path> paths = first ? Files.walk(folder) : Files.list(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        chown(path);
      }
    }
  }

  private void chown(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", userId, LinkOption.NOFOLLOW_LINKS);
    Files.setAttribute(path, "unix:gid", groupId, LinkOption.NOFOLLOW_LINKS);
  }

  /** Who does not change the user has passed them already. */
  private void requirePassableParents() throws IOException {
    if (!isRoot()) {
      return;
    }
    for (Path parent = folder.getParent(); parent != null; parent = parent.getParent()) {
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(parent);
      boolean passable =
          ownerOf(parent) == userId
              ? mode.contains(PosixFilePermission.OWNER_EXECUTE)
              : groupOf(parent) == groupId
                  ? mode.contains(PosixFilePermission.GROUP_EXECUTE)
                  : mode.contains(PosixFilePermission.OTHERS_EXECUTE);
      if (!passable) {
        throw new EmbeddedEngineException(
            "the engine runs as user "
                + userId
                + ", who cannot pass through "
                + parent
                + " ("
                + PosixFilePermissions.toString(mode)
                + "): chmod o+x "
                + parent
                + ", or choose another data folder");
      }
    }
  }

  private static boolean isRoot() throws IOException {
    return ownerOf(Path.of("/proc/self")) == 0;
  }

  private static int ownerOf(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }

  private static int groupOf(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:gid");
  }
}
