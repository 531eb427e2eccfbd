package io.tapline.agent.target.symbol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names of block devices by the kernel's own {@code dev_t}: {@code major << 20 | minor}
 * (include/linux/kdev_t.h). Thread-safe; remembers what it found.
 */
public final class DeviceNames {
  private static final int MINOR_BITS = 20;
  private static final long MINOR_MASK = (1L << MINOR_BITS) - 1;

  /** A host has tens of devices. A script can make up numbers: those are not kept beyond this. */
  private static final int MAX_REMEMBERED = 4096;

  private final Path folder;
  private final Map<Long, String> names = new ConcurrentHashMap<>();

  /** Reads {@code /sys/dev/block}. */
  public DeviceNames() {
    this(Path.of("/sys/dev/block"));
  }

  DeviceNames(Path folder) {
    this.folder = folder;
  }

  /** The disk's or partition's name, for example {@code sda1}; {@code MAJOR:MINOR} when unknown. */
  public String name(long device) {
    String known = names.get(device);
    if (known != null) {
      return known;
    }
    long bits = device & 0xffff_ffffL;
    String numbers = (bits >>> MINOR_BITS) + ":" + (bits & MINOR_MASK);
    try {
      String name = Files.readSymbolicLink(folder.resolve(numbers)).getFileName().toString();
      if (names.size() < MAX_REMEMBERED) {
        names.put(device, name);
      }
      return name;
    } catch (IOException e) {
      // Not remembered: the device may come.
      return numbers;
    }
  }
}
