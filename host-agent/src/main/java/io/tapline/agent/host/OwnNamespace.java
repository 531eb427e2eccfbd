package io.tapline.agent.host;

import io.tapline.agent.script.config.PidNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The process id namespace of this process: a container has one of its own. */
public final class OwnNamespace {
  private static final Path FILE = Path.of("/proc/self/ns/pid");

  /** PROC_PID_INIT_INO, include/linux/proc_ns.h: the kernel's first. */
  private static final long FIRST = 0xEFFFFFFCL;

  private OwnNamespace() {}

  /** Empty where processes are numbered as the kernel numbers them. */
  public static Optional<PidNamespace> read() {
    try {
      Map<String, Object> file = Files.readAttributes(FILE, "unix:ino,dev");
      long inode = ((Number) file.get("ino")).longValue();
      long device = ((Number) file.get("dev")).longValue();
      return inode == FIRST ? Optional.empty() : Optional.of(new PidNamespace(device, inode));
    } catch (IOException | UnsupportedOperationException e) {
      // Without /proc nobody can tell; then the kernel's numbers are all there is.
      return Optional.empty();
    }
  }
}
