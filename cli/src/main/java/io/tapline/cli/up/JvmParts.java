package io.tapline.cli.up;

import io.tapline.cli.host.SystemUser;
import io.tapline.cli.process.ChildSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The real parts: each a JVM of its own, so that one can die alone, and none shares another's heap.
 * The flags keep the whole line on a small machine (2 cores, 2.5 GB).
 */
final class JvmParts implements Parts {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(90);

  private final String java;
  private final String classPath;
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
    this.java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    this.classPath = System.getProperty("java.class.path");
    this.folder = folder;
    this.ports = ports;
    this.library = library;
    this.storeUser = storeUser;
    this.credentials = credentials;
    this.tapsets = tapsets;
  }

  @Override
  public ChildSpec broker() {
    return spec(
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
    return spec(
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
    return spec(
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
    return spec(
        "agent",
        JvmFlags.AGENT,
        "io.tapline.agent.runtime.AgentMain",
        List.of(
            "--kafka",
            kafka,
            "--state",
            folder.root().resolve("agent").toString(),
            "--tapsets",
            tapsets));
  }

  private ChildSpec spec(String name, List<String> flags, String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(flags);
    // Native stubs and Flink's scratch files go where the next start cleans up.
    command.add("-Djava.io.tmpdir=" + folder.temporary());
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(arguments);
    // Fewer malloc arenas: glibc otherwise keeps one of 64 MiB for every few threads.
    Map<String, String> environment = Map.of("MALLOC_ARENA_MAX", "2");
    return new ChildSpec(name, command, environment, folder.log(name), READY_TIMEOUT);
  }

  private String root() {
    return folder.root().toString();
  }

  private static String text(int number) {
    return Integer.toString(number);
  }
}
