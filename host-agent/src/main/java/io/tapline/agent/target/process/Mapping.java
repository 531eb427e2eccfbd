package io.tapline.agent.target.process;

import java.util.Optional;

/**
 * A line of {@code /proc/PID/maps}.
 *
 * @param start first address
 * @param end address behind the last
 * @param executable whether code may run there
 * @param offset in the file
 * @param device of the file, as the kernel writes it
 * @param inode of the file; 0 for none
 * @param name the file, or {@code [vdso]} and the like; empty for memory without a name
 */
record Mapping(
    long start, long end, boolean executable, long offset, String device, long inode, String name) {
  private static final int FIELDS = 6;

  /** Reads a line; empty when it is none. */
  static Optional<Mapping> parse(String line) {
    String[] fields = line.split(" +", FIELDS);
    int dash = fields[0].indexOf('-');
    if (fields.length < FIELDS - 1 || dash < 0 || fields[1].length() < 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Mapping(
              Long.parseUnsignedLong(fields[0].substring(0, dash), 16),
              Long.parseUnsignedLong(fields[0].substring(dash + 1), 16),
              fields[1].charAt(2) == 'x',
              Long.parseUnsignedLong(fields[2], 16),
              fields[3],
              Long.parseUnsignedLong(fields[4]),
              fields.length < FIELDS ? "" : fields[5]));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether an address lies in it. */
  boolean contains(long address) {
    return Long.compareUnsigned(address, start) >= 0 && Long.compareUnsigned(address, end) < 0;
  }

  /** Whether a file is mapped, and not memory that only has a file's name. */
  boolean isFile() {
    return inode != 0 && name.startsWith("/") && !name.startsWith("/SYSV") && !isZero();
  }

  private boolean isZero() {
    return name.startsWith("/dev/zero") || name.startsWith("/anon_hugepage");
  }

  /** Whether it is the code that the kernel gives each process. */
  boolean isKernelCode() {
    return name.equals("[vdso]");
  }
}
