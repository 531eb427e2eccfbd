package io.tapline.agent.kernel.sys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * CPUs of this host, from {@code /sys/devices/system/cpu}.
 *
 * @param online those that run now, ascending
 * @param possible how many there can ever be: the number of values in a per-CPU map entry
 */
public record CpuSet(List<Integer> online, int possible) {
  private static final Path FOLDER = Path.of("/sys/devices/system/cpu");

  public CpuSet {
    online = List.copyOf(online);
  }

  /** Reads the kernel's lists as they are now. */
  public static CpuSet read() throws IOException {
    List<Integer> possible = parse(Files.readString(FOLDER.resolve("possible")));
    // Values of a per-CPU entry are indexed by CPU number, so holes count too.
    return new CpuSet(
        parse(Files.readString(FOLDER.resolve("online"))), possible.get(possible.size() - 1) + 1);
  }

  /** Parses a list such as {@code 0-3,8}. */
  static List<Integer> parse(String list) throws IOException {
    List<Integer> cpus = new ArrayList<>();
    for (String range : list.strip().split(",", -1)) {
      String[] ends = range.split("-", 2);
      try {
        int first = Integer.parseInt(ends[0]);
        int last = ends.length == 2 ? Integer.parseInt(ends[1]) : first;
        for (int cpu = first; cpu <= last; cpu++) {
          cpus.add(cpu);
        }
      } catch (NumberFormatException e) {
        throw new IOException("read CPU list: malformed range: range=" + range, e);
      }
    }
    return cpus;
  }
}
