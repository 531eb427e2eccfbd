package io.tapline.agent.target.symbol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Names of users by number, as {@code /etc/passwd} had them when this was made. Immutable. */
public final class UserNames {
  private final Map<Long, String> names;

  private UserNames(Map<Long, String> names) {
    this.names = Map.copyOf(names);
  }

  /** Reads this host's file; without one nobody has a name. */
  public static UserNames read() {
    return read(Path.of("/etc/passwd"));
  }

  static UserNames read(Path file) {
    Map<Long, String> names = new HashMap<>();
    try {
      for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
        String[] fields = line.split(":", 4);
        if (fields.length == 4 && fields[2].matches("[0-9]{1,10}")) {
          names.putIfAbsent(Long.valueOf(fields[2]), fields[0]);
        }
      }
    } catch (IOException e) {
      // A host may do without; numbers without a name are shown as nothing.
      return new UserNames(Map.of());
    }
    return new UserNames(names);
  }

  /** The name; empty for a number nobody has. */
  public String name(long id) {
    return names.getOrDefault(id, "");
  }
}
