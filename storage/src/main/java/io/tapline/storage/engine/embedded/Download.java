package io.tapline.storage.engine.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** Brings the engine's package to this machine. */
interface Download {
  /**
   * Fetches the package into an empty folder.
   *
   * @return the package's file, a gzipped tar
   * @throws EmbeddedEngineException when it cannot be had, with what to do
   */
  Path fetch(Path folder, FetchProgress progress) throws IOException;
}
