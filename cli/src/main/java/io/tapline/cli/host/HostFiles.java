package io.tapline.cli.host;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the kernel and the system keep what the checks look at; other places in tests.
 *
 * @param self this process under /proc
 * @param btf the kernel's type information
 * @param tracefs where tracefs may be mounted, preferred first
 * @param passwd the user database
 */
public record HostFiles(Path self, Path btf, List<Path> tracefs, Path passwd) {
  /** The real ones. */
  public static HostFiles ofSystem() {
    return new HostFiles(
        Path.of("/proc/self"),
        Path.of("/sys/kernel/btf/vmlinux"),
        List.of(Path.of("/sys/kernel/tracing"), Path.of("/sys/kernel/debug/tracing")),
        Path.of("/etc/passwd"));
  }
}
