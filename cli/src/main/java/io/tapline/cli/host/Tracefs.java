package io.tapline.cli.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Mounts tracefs where a minimal system has not done it. */
public final class Tracefs {
  private Tracefs() {}

  /**
   * Mounts tracefs on {@code folder}. It stays mounted: other tracers share it.
   *
   * @return why it could not be mounted, or empty
   */
  public static Optional<String> mount(Path folder) throws InterruptedException {
    try {
      Process mount =
          new ProcessBuilder("mount", "-t", "tracefs", "nodev", folder.toString())
              .redirectErrorStream(true)
              .start();
      mount.getOutputStream().close();
      String said = new String(mount.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return mount.waitFor() == 0 ? Optional.empty() : Optional.of(said.strip());
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
