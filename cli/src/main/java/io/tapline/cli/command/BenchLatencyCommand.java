package io.tapline.cli.command;

import io.tapline.cli.bench.LatencyBench;
import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.cli.output.Terminal;
import io.tapline.cli.store.Store;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From event to queryable row. */
@Command(
    name = "latency",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {
      "  tapline up --tapsets default,bench.latency      in another terminal",
      "  tapline bench latency                     20,000 events/s for 30 s",
      "  tapline bench latency --rate 50000 --for 60s -o json",
      ""
    },
    description = {
      "Make real system calls, and measure how long each takes to become a row that a query finds.",
      "Exit code 1 when rows are missing, or p99 is beyond --limit."
    })
final class BenchLatencyCommand extends CommandWithHelp implements Callable<Integer> {
  private static final String ATTACHED =
      "SELECT count() AS n FROM tapset_status WHERE tapset = {tapset:String} AND state = 'ATTACHED'";

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private StoreOptions where = new StoreOptions();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Calls per second. Default: 20000.")
  private long rate;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      defaultValue = "30s",
      description = "How long. Default: 30s.")
  private Duration time = Duration.ofSeconds(30);

  @Option(
      names = "--limit",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      defaultValue = "2s",
      description = "What p99 may be. Default: 2s.")
  private Duration limit = Duration.ofSeconds(2);

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = output.terminal();
    LatencyBench.Result result;
    try (Store store = where.open()) {
      requireAttached(store);
      terminal.say("%d calls/s for %d s", rate, time.toSeconds());
      result = new LatencyBench(store).run(rate, time);
    }
    output.write(terminal, result.asRows());
    boolean good = result.rows() == result.calls() && result.p99() <= limit.toMillis();
    return (good ? ExitCode.OK : ExitCode.FAILED).number();
  }

  private static void requireAttached(Store store) {
    var answer = store.ask(ATTACHED, Map.of("tapset", LatencyBench.TAPSET));
    if (!(answer.values().get(0).get(0) instanceof Number count) || count.longValue() == 0) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "the tapset " + LatencyBench.TAPSET + " is not attached",
          "start the line with it: tapline up --tapsets default,bench.latency");
    }
  }
}
