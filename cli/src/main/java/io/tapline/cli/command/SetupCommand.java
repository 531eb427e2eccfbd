package io.tapline.cli.command;

import io.tapline.cli.output.Terminal;
import io.tapline.cli.up.OutsideLine;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prepares servers of your own. */
@Command(
    name = "setup",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {
      "  tapline setup --kafka kafka-1:9092 --clickhouse http://ch-1:8123 --credentials ch.properties",
      ""
    },
    description =
        "Make topics and tables on servers of your own; can be repeated. 'up' does it by itself.")
final class SetupCommand extends CommandWithHelp implements Runnable {

  @Option(names = "--kafka", paramLabel = "BOOTSTRAP", description = "Brokers to make topics on.")
  private @Nullable String kafka;

  @Option(
      names = "--clickhouse",
      paramLabel = "URL",
      description = "Store to make tables in. Default: the credentials' url.")
  private @Nullable String clickhouse;

  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description = "Properties url, migrator.password, writer.password, reader.password.")
  private @Nullable Path credentials;

  @Override
  public void run() {
    Terminal terminal =
        Terminal.ofProcess(io.tapline.cli.output.ColorMode.AUTO, Map.copyOf(System.getenv()));
    if (kafka != null) {
      OutsideLine.makeTopics(kafka);
      terminal.say("topics are there");
    }
    if (credentials != null) {
      terminal.say(OutsideLine.makeTables(credentials, clickhouse) + " migrations applied");
    }
    terminal.next("tapline agent --kafka " + (kafka == null ? "BOOTSTRAP" : kafka));
  }
}
