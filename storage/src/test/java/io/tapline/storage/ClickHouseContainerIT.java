package io.tapline.storage;

import io.tapline.storage.engine.ConnectionSettings;
import io.tapline.storage.engine.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;

/** The contract, kept by the official server image; skipped where no Docker engine answers. */
@EnabledIf(
    value = "dockerAnswers",
    disabledReason = "no Docker engine answers, so the official image cannot run")
class ClickHouseContainerIT extends StorageEngineContract {
  private static final String IMAGE = "clickhouse/clickhouse-server:26.7";
  private static final int HTTP_PORT = 8123;
  private static final String PASSWORD = "contract";

  private GenericContainer<?> server;

  static boolean dockerAnswers() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @Override
  void start() throws IOException {
    server =
        new GenericContainer<>(IMAGE)
            .withExposedPorts(HTTP_PORT)
            .withCopyToContainer(
                Transferable.of(accounts()), "/etc/clickhouse-server/users.d/tapline.xml")
            .waitingFor(Wait.forHttp("/ping").forPort(HTTP_PORT));
    server.start();
  }

  @Override
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  @Override
  ConnectionSettings settings(Role role) {
    return new ConnectionSettings(
        "http://" + server.getHost() + ":" + server.getMappedPort(HTTP_PORT),
        role.user(),
        PASSWORD,
        ConnectionSettings.DATABASE);
  }

  /** The embedded engine's accounts, reachable from outside the container. */
  private static String accounts() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ClickHouseContainerIT.class.getResourceAsStream("/engine/users.xml"))) {
      String users =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .replace("@DATABASE@", ConnectionSettings.DATABASE)
              .replace("<ip>127.0.0.1</ip>", "<ip>::/0</ip>");
      for (Role role : Role.values()) {
        users = users.replace("@" + role.name() + "@", DigestUtils.sha256Hex(PASSWORD));
      }
      return users;
    }
  }
}
