package io.tapline.cli.command;

import io.tapline.cli.host.HostFiles;
import io.tapline.cli.output.ColorMode;
import io.tapline.cli.output.Terminal;
import io.tapline.cli.up.AgentRun;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The agent alone, for a host of a fleet. */
@Command(
    name = "agent",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {
      "  tapline agent --kafka kafka-1:9092,kafka-2:9092",
      "  tapline agent --kafka kafka-1:9092 --tapsets syscall.latency,pg.query",
      ""
    },
    description = "Trace this host and send to your Kafka; Ctrl-C detaches, drains and ends.")
final class AgentCommand extends CommandWithHelp implements Callable<Integer> {

  @Option(
      names = "--kafka",
      required = true,
      paramLabel = "BOOTSTRAP",
      description = "Brokers, with topics made by 'tapline setup'.")
  private String kafka = "";

  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "/var/lib/tapline/agent",
      description = "Where its identity, spool and log are kept. Default: /var/lib/tapline/agent.")
  private Path state = Path.of("/var/lib/tapline/agent");

  @Option(
      names = "--tapsets",
      paramLabel = "LIST",
      defaultValue = "default",
      description = "Names joined by commas. Default: all default ones.")
  private String tapsets = "default";

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = Terminal.ofProcess(ColorMode.AUTO, Map.copyOf(System.getenv()));
    return new AgentRun(kafka, state, tapsets, terminal, HostFiles.ofSystem()).run().number();
  }
}
