package io.tapline.agent.target.tracefs;

import java.io.IOException;
import java.nio.file.Path;

/** Mounts tracefs; the kernel line has the system call. */
@FunctionalInterface
public interface TracefsMounter {
  /** Mounts it on an existing folder. */
  void mount(Path folder) throws IOException;
}
