package io.tapline.cli.command;

import io.tapline.cli.outcome.ExitCode;
import io.tapline.cli.output.Terminal;
import io.tapline.cli.store.Ledger;
import io.tapline.cli.store.Store;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The ledger, judged. */
@Command(
    name = "audit",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {
      "  tapline audit                             from hits in the kernel to rows in the store",
      "  tapline audit --hops                      the same hop by hop",
      "  tapline audit --seconds 24h -o json",
      ""
    },
    description = {
      "Show whether every hit is stored, filtered, or dropped by a named reason.",
      "Exit code 0 only if every difference is 0."
    })
final class AuditCommand extends CommandWithHelp implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private StoreOptions where = new StoreOptions();

  @Option(names = "--hops", description = "One row per hop.")
  private boolean hops;

  @Option(
      names = "--seconds",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      defaultValue = "1h",
      description = "How far back single seconds are compared. Default: 1h.")
  private Duration seconds = Duration.ofHours(1);

  @Option(
      names = "--settle",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      defaultValue = "15s",
      description = "What is younger may still be under way and is not judged. Default: 15s.")
  private Duration settle = Duration.ofSeconds(15);

  @Override
  public Integer call() {
    Terminal terminal = output.terminal();
    Ledger ledger;
    try (Store store = where.open()) {
      ledger = Ledger.of(store.audit(seconds, settle));
    }
    output.write(terminal, hops ? ledger.hops() : ledger.sums());
    if (ledger.isEmpty()) {
      terminal.say("no books yet: no agent has reported to this store");
    } else if (ledger.balanced()) {
      terminal.say("balanced: every difference is 0");
    } else {
      terminal.say("NOT balanced");
      terminal.next("tapline audit --hops");
    }
    return (ledger.balanced() ? ExitCode.OK : ExitCode.FAILED).number();
  }
}
