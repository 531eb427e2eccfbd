package io.tapline.agent.target.symbol;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Names of system calls on x86-64. Immutable. */
public final class SyscallNames {
  private final Map<Long, String> names;

  private SyscallNames(Map<Long, String> names) {
    this.names = Map.copyOf(names);
  }

  /** The table that comes with the program. */
  public static SyscallNames load() {
    Map<Long, String> names = new HashMap<>();
    ResourceLines.of("syscalls-x86_64.txt").stream()
        .map(line -> line.split(" ", 2))
        .forEach(entry -> names.put(Long.valueOf(entry[0]), entry[1]));
    return new SyscallNames(names);
  }

  /** The name; {@code syscall_N} for a number that is newer than the table. */
  public String name(long number) {
    String name = names.get(number);
    return name == null ? "syscall_" + number : name;
  }

  /** The name; empty for a number that is not in the table. */
  public Optional<String> find(long number) {
    return Optional.ofNullable(names.get(number));
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
