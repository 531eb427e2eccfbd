package io.tapline.agent.target.symbol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** Names of system calls on x86-64. Immutable. */
public final class SyscallNames {
  private static final String RESOURCE = "syscalls-x86_64.txt";

  private final Map<Long, String> names;

  private SyscallNames(Map<Long, String> names) {
    this.names = Map.copyOf(names);
  }

  /** The table that comes with the program. */
  public static SyscallNames load() {
    Map<Long, String> names = new HashMap<>();
    try (InputStream in =
            Objects.requireNonNull(
                SyscallNames.class.getResourceAsStream(RESOURCE), "missing resource " + RESOURCE);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", 2))
          .forEach(entry -> names.put(Long.valueOf(entry[0]), entry[1]));
    } catch (IOException e) {
      throw new UncheckedIOException("read " + RESOURCE, e);
    }
    return new SyscallNames(names);
  }

  /** The name; {@code syscall_N} for a number that is newer than the table. */
  public String name(long number) {
    String name = names.get(number);
    return name == null ? "syscall_" + number : name;
  }

  /** The number of a call; empty for a name that is not in the table. */
  public OptionalLong number(String name) {
    return names.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .mapToLong(Map.Entry::getKey)
        .findFirst();
  }

  /** How many are known. */
  public int size() {
    return names.size();
  }
}
