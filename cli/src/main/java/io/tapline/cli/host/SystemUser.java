package io.tapline.cli.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An account of this host, as its line in passwd(5) says it.
 *
 * @param name login name
 * @param uid user number
 * @param gid number of its group
 */
public record SystemUser(String name, int uid, int gid) {
  private static final List<String> UNPRIVILEGED = List.of("tapline", "nobody");

  /**
   * Who the store runs as, so that SQL never reads with root's eyes: {@code tapline} if the host
   * has such a user, else {@code nobody}.
   */
  public static Optional<SystemUser> unprivileged(Path passwd) throws IOException {
    List<SystemUser> users =
        Files.readAllLines(passwd).stream().flatMap(line -> parse(line).stream()).toList();
    return UNPRIVILEGED.stream()
        .flatMap(name -> users.stream().filter(user -> user.name().equals(name)))
        .filter(user -> user.uid() != 0 && user.gid() != 0)
        .findFirst();
  }

  /** Whoever owns a folder under /proc: the process itself. */
  public static SystemUser self(Path proc) throws IOException {
    return new SystemUser(
        System.getProperty("user.name"),
        (Integer) Files.getAttribute(proc, "unix:uid"),
        (Integer) Files.getAttribute(proc, "unix:gid"));
  }

  private static Optional<SystemUser> parse(String line) {
    String[] fields = line.split(":", -1);
    try {
      return fields.length < 4
          ? Optional.empty()
          : Optional.of(
              new SystemUser(fields[0], Integer.parseInt(fields[2]), Integer.parseInt(fields[3])));
    } catch (NumberFormatException e) {
      return Optional.empty(); // a comment or an NIS line: not an account
    }
  }
}
