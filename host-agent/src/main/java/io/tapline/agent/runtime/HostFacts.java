package io.tapline.agent.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What /proc says of this host and this process. */
final class HostFacts {
  private static final Path PROC = Path.of("/proc");
  private static final long PAGE_BYTES = 4_096;

  private HostFacts() {}

  /** The host's name. */
  static String hostName() throws IOException {
    return Files.readString(PROC.resolve("sys/kernel/hostname")).strip();
  }

  /** The kernel's release, as uname -r says it. */
  static String kernelRelease() throws IOException {
    return Files.readString(PROC.resolve("sys/kernel/osrelease")).strip();
  }

  /** Resident memory of this process, bytes. */
  static long residentBytes() throws IOException {
    return Long.parseLong(Files.readString(PROC.resolve("self/statm")).split(" ", 3)[1])
        * PAGE_BYTES;
  }

  /** CPU time of this process, all threads, nanoseconds. */
  static long cpuNanos() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(java.time.Duration::toNanos)
        .orElse(0L);
  }

  /**
   * How far this process's monotonic clock is ahead of the host's, in whole seconds of its time
   * namespace; 0 outside containers.
   */
  static long timeNamespaceOffsetNanos() {
    try (Stream<String> lines = Files.lines(PROC.resolve("self/timens_offsets"))) {
      return lines
          .map(line -> line.strip().split("\\s+"))
          .filter(words -> words.length == 3 && words[0].equals("monotonic"))
          .mapToLong(words -> Long.parseLong(words[1]) * 1_000_000_000L + Long.parseLong(words[2]))
          .findFirst()
          .orElse(0);
    } catch (IOException | RuntimeException e) {
      // Kernels before 5.6 have no time namespaces, and no such file.
      return 0;
    }
  }
}
