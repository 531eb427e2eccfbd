package io.tapline.stream.standalone;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept by the embedded broker. */
class EmbeddedBrokerContractIT extends BrokerContract {
  @TempDir Path folder;
  private @Nullable EmbeddedBroker broker;

  @Override
  String start() {
    EmbeddedBroker started = EmbeddedBroker.startAnywhere(folder);
    broker = started;
    return started.bootstrap();
  }

  @Override
  void stop() {
    if (broker != null) {
      broker.close();
    }
  }
}
