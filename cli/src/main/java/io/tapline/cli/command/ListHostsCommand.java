package io.tapline.cli.command;

import io.tapline.cli.store.Store;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Who reports. */
@Command(
    name = "hosts",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {"  tapline list hosts", "  tapline list hosts -o json", ""},
    description = "Hosts that report: kernel, state, cost of their agent.")
final class ListHostsCommand extends CommandWithHelp implements Runnable {
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private StoreOptions where = new StoreOptions();

  @Override
  public void run() {
    try (Store store = where.open()) {
      output.write(output.terminal(), store.askNamed("hosts", Map.of()));
    }
  }
}
