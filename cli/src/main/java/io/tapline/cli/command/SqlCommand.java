package io.tapline.cli.command;

import io.tapline.cli.output.Terminal;
import io.tapline.cli.store.Store;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks the store in its own language. */
@Command(
    name = "sql",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {
      "  tapline sql \"select tapset, count() from events group by tapset\"",
      "  tapline sql \"select * from ledger order by time desc limit 5\" -o json",
      "  tapline sql \"select host, sum(count) from windows where resolution = 60 group by host\" -o csv",
      ""
    },
    description = {
      "Ask the store in ClickHouse SQL, read-only.",
      "Tables: events, windows, windows_hourly, ledger, ledger_seconds, hops, agents, tapset_status."
    })
final class SqlCommand extends CommandWithHelp implements Runnable {
  // The answer's format is -o; a FORMAT clause of the user's would decide behind its back.
  private static final Pattern TRAILING = Pattern.compile("[;\\s]+\\z");

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private StoreOptions where = new StoreOptions();

  @Parameters(paramLabel = "SQL", description = "One statement. Values are escaped in tables only.")
  private String sql = "";

  @Override
  public void run() {
    Terminal terminal = output.terminal();
    String statement = TRAILING.matcher(sql).replaceFirst("");
    try (Store store = where.open()) {
      output.write(terminal, store.ask(statement, Map.of()));
    }
  }
}
