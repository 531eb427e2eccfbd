package io.tapline.agent.kernel.attach;

import java.io.IOException;
import java.nio.file.Path;

/** Mounts a file system of the kernel's on an existing folder. */
@FunctionalInterface
interface FileSystemMounter {
  void mount(Path folder) throws IOException;
}
