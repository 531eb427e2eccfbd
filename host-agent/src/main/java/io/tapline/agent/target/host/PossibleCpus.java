package io.tapline.agent.target.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The processors that the kernel has room for: per-CPU memory is there for each of them. */
final class PossibleCpus {
  private static final Path FILE = Path.of("/sys/devices/system/cpu/possible");

  private PossibleCpus() {}

  /** How many there are; what the JVM may use, where the kernel does not say. */
  static int count() {
    try {
      return count(Files.readString(FILE).strip());
    } catch (IOException | NumberFormatException e) {
      return Runtime.getRuntime().availableProcessors();
    }
  }

  /** Of a list such as {@code 0-3,8}. */
  static int count(String list) {
    int count = 0;
    for (String range : list.split(",", -1)) {
      String[] ends = range.split("-", 2);
      int first = Integer.parseInt(ends[0]);
      int last = Integer.parseInt(ends[ends.length - 1]);
      count += last - first + 1;
    }
    return count;
  }
}
