package io.tapline.storage;

import io.tapline.storage.engine.ConnectionSettings;
import io.tapline.storage.engine.Role;
import io.tapline.storage.engine.embedded.EmbeddedEngine;
import io.tapline.storage.engine.embedded.EngineLibrary;
import io.tapline.storage.engine.embedded.EngineOptions;
import java.io.IOException;
import java.nio.file.Path;

/** The contract, kept by the embedded engine; fetches it when it is not in the cache. */
class EmbeddedEngineContractIT extends StorageEngineContract {
  private Path folder;
  private EmbeddedEngine engine;

  @Override
  void start() throws IOException {
    folder = TestFolders.create();
    Path library = EngineLibrary.pinned().fetch((step, done, total) -> {});
    engine = EmbeddedEngine.start(EngineOptions.of(folder, library));
  }

  @Override
  void stop() throws IOException {
    if (engine != null) {
      engine.close();
    }
    TestFolders.delete(folder);
  }

  @Override
  ConnectionSettings settings(Role role) {
    return engine.settings(role);
  }
}
