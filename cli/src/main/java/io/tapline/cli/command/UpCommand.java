package io.tapline.cli.command;

import io.tapline.cli.host.HostFiles;
import io.tapline.cli.output.ColorMode;
import io.tapline.cli.output.Terminal;
import io.tapline.cli.up.Up;
import io.tapline.cli.up.UpSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole line in one place. */
@Command(
    name = "up",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {
      "  tapline up                                start everything; Ctrl-C stops cleanly",
      "  tapline up --for 60s                      for a minute, then a summary",
      "  tapline up --data /srv/tapline            keep the data there; the next up shows it too",
      "  tapline up --no-agent                     look at stored data, trace nothing",
      "  tapline up --kafka kafka-1:9092 --clickhouse http://ch-1:8123 --credentials ch.properties",
      ""
    },
    description =
        "Start broker, store, job, page and agent on this machine, and show what is being seen.")
final class UpCommand extends CommandWithHelp implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Stop after this time, for example 60s or 5m. Default: at Ctrl-C.")
  private @Nullable Duration time;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "/var/lib/tapline",
      description = "Where everything is kept. Default: /var/lib/tapline.")
  private Path data = Path.of("/var/lib/tapline");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "7070",
      description = "Port of the page on 127.0.0.1. Default: 7070.")
  private int port;

  @Option(
      names = "--tapsets",
      paramLabel = "LIST",
      defaultValue = "default",
      description =
          "Names or .bt files joined by commas; 'tapline list tapsets' shows names. Default: default.")
  private String tapsets = "default";

  @Option(names = "--no-agent", description = "Do not trace this host.")
  private boolean noAgent;

  @Option(
      names = "--clickhouse",
      paramLabel = "URL",
      description = "Use this ClickHouse instead of the embedded engine; needs --credentials.")
  private @Nullable String clickhouse;

  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description = "Properties url, migrator.password, writer.password, reader.password.")
  private @Nullable Path credentials;

  @Option(
      names = "--kafka",
      paramLabel = "BOOTSTRAP",
      description = "Use these Kafka brokers instead of the embedded one.")
  private @Nullable String kafka;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = "The job runs on this Flink cluster; none is started here.")
  private @Nullable String flink;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "auto, always or never. Default: auto.")
  private ColorMode color = ColorMode.AUTO;

  @Override
  public Integer call() {
    if (port < 1 || port > HIGHEST_PORT) {
      throw usage("--port " + port + " is not a port; 1 to " + HIGHEST_PORT);
    }
    if ((clickhouse == null) != (credentials == null)) {
      throw usage("--clickhouse and --credentials go together");
    }
    UpSettings settings =
        new UpSettings(
            data,
            port,
            Optional.ofNullable(time),
            tapsets,
            !noAgent,
            Optional.ofNullable(clickhouse),
            Optional.ofNullable(credentials),
            Optional.ofNullable(kafka),
            Optional.ofNullable(flink));
    Terminal terminal = Terminal.ofProcess(color, Map.copyOf(System.getenv()));
    return new Up(settings, terminal, HostFiles.ofSystem(), StoreOptions.current()).run().number();
  }

  private ParameterException usage(String message) {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec");
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
