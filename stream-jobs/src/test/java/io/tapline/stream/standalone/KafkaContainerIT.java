package io.tapline.stream.standalone;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/** The contract, kept by the official image; skipped where no Docker engine answers. */
@EnabledIf(
    value = "dockerAnswers",
    disabledReason = "no Docker engine answers, so the official image cannot run")
class KafkaContainerIT extends BrokerContract {
  private static final String IMAGE = "apache/kafka:4.2.0";

  private @Nullable KafkaContainer server;

  static boolean dockerAnswers() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @Override
  String start() {
    KafkaContainer started = new KafkaContainer(IMAGE);
    server = started;
    started.start();
    return started.getBootstrapServers();
  }

  @Override
  void stop() {
    if (server != null) {
      server.stop();
    }
  }
}
