package io.tapline.cli.up;

import io.tapline.cli.host.SystemUser;
import io.tapline.cli.process.ChildSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * The real parts: each a JVM of its own, so that one can die alone, and none shares another's heap.
 * The flags keep the whole line on a small machine (2 cores, 2.5 GB).
 */
final class JvmParts implements Parts {
  private final JvmCommand command;
  private final DataFolder folder;
  private final Ports ports;
  private final Path library;
  private final SystemUser storeUser;
  private final Path credentials;
  private final String tapsets;

  /**
   * Which port each part binds, on 127.0.0.1.
   *
   * @param broker Kafka's listener
   * @param controller Kafka's controller
   * @param clickhouse the store's HTTP
   * @param flink the job's REST and web pages
   */
  record Ports(int broker, int controller, int clickhouse, int flink) {}

  JvmParts(
      DataFolder folder,
      Ports ports,
      Path library,
      SystemUser storeUser,
      Path credentials,
      String tapsets) {
    this.command = new JvmCommand(folder);
    this.folder = folder;
    this.ports = ports;
    this.library = library;
    this.storeUser = storeUser;
    this.credentials = credentials;
    this.tapsets = tapsets;
  }

  @Override
  public ChildSpec broker() {
    return command.spec(
        "broker",
        JvmFlags.BROKER,
        "io.tapline.stream.standalone.BrokerMain",
        List.of(
            "--data",
            root(),
            "--port",
            text(ports.broker()),
            "--controller-port",
            text(ports.controller())));
  }

  @Override
  public ChildSpec clickhouse() {
    return command.spec(
        "clickhouse",
        JvmFlags.CLICKHOUSE,
        "io.tapline.storage.engine.embedded.ClickHouseMain",
        List.of(
            "--data",
            root(),
            "--library",
            library.toString(),
            "--http-port",
            text(ports.clickhouse()),
            "--user-id",
            text(storeUser.uid()),
            "--group-id",
            text(storeUser.gid())));
  }

  @Override
  public ChildSpec flink(String kafka, String clickhouse) {
    return command.spec(
        "flink",
        JvmFlags.FLINK,
        "io.tapline.stream.standalone.FlinkMain",
        List.of(
            "--data",
            root(),
            "--kafka",
            kafka,
            "--clickhouse",
            clickhouse,
            "--credentials",
            credentials.toString(),
            "--rest-port",
            text(ports.flink())));
  }

  @Override
  public ChildSpec agent(String kafka) {
    return command.agent(kafka, folder.agentState(), tapsets);
  }

  private String root() {
    return folder.root().toString();
  }

  private static String text(int number) {
    return Integer.toString(number);
  }
}
