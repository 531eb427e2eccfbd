package io.tapline.cli.command;

import io.tapline.cli.outcome.ExitCode;
import io.tapline.cli.output.Format;
import io.tapline.cli.output.Terminal;
import io.tapline.cli.store.EventTail;
import io.tapline.cli.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Events as they arrive. */
@Command(
    name = "tail",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {
      "  tapline tail                              every event of every tapset",
      "  tapline tail pg.query                     statements as they end",
      "  tapline tail proc.exec --for 10s -o json | head",
      ""
    },
    description = {
      "Follow single events as they arrive in the store, about a second after they happened.",
      "Tapsets that the kernel counts have no single events; 'tapline query top_keys' shows them."
    })
final class TailCommand extends CommandWithHelp implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(500);

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private StoreOptions where = new StoreOptions();

  @Parameters(arity = "0..1", paramLabel = "TAPSET", description = "Only this tapset.")
  private String tapset = "";

  @Option(names = "--host", paramLabel = "HOST", description = "Only this host.")
  private String host = "";

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Stop after this time. Default: at Ctrl-C.")
  private @Nullable Duration time;

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = output.terminal();
    long began = System.nanoTime();
    try (Store store = where.open()) {
      EventTail tail = new EventTail(store, tapset, host, Clock.systemUTC());
      EventLines lines = new EventLines(terminal, output.format());
      while (Optional.ofNullable(time)
          .map(limit -> System.nanoTime() - began < limit.toNanos())
          .orElse(true)) {
        EventTail.Page page = tail.poll();
        page.events().forEach(lines::write);
        if (page.skipped()) {
          terminal.say(
              "more than %d events in %d ms: some are not shown", EventTail.MOST, POLL.toMillis());
        }
        if (terminal.out().checkError()) {
          break; // head(1) has seen enough
        }
        Thread.sleep(POLL.toMillis());
      }
      if (lines.written() == 0 && output.format() == Format.TABLE) {
        terminal.say("no single events" + (tapset.isEmpty() ? "" : " of " + tapset) + " came by");
        terminal.next("tapline query top_keys tapset=" + (tapset.isEmpty() ? "NAME" : tapset));
      }
    }
    return ExitCode.OK.number();
  }
}
