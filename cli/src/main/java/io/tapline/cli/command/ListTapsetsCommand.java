package io.tapline.cli.command;

import io.tapline.agent.script.tapset.Tapset;
import io.tapline.agent.script.tapset.TapsetLibrary;
import io.tapline.cli.output.Rows;
import io.tapline.cli.output.Terminal;
import io.tapline.cli.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The tapset library, or what of it runs. */
@Command(
    name = "tapsets",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {
      "  tapline list tapsets                      the library: what each answers",
      "  tapline list tapsets --running            what runs where, and what does not and why",
      ""
    },
    description = "The tapsets that come with Tapline.")
final class ListTapsetsCommand extends CommandWithHelp implements Runnable {
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private StoreOptions where = new StoreOptions();

  @Option(names = "--running", description = "Ask the store which run where, with their state.")
  private boolean running;

  @Override
  public void run() {
    Terminal terminal = output.terminal();
    if (running) {
      try (Store store = where.open()) {
        output.write(terminal, store.askNamed("tapsets", Map.of()));
      }
      return;
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Tapset tapset : TapsetLibrary.load().all()) {
      var header = tapset.header();
      rows.add(
          List.of(
              tapset.name(),
              String.join(", ", header.keys()),
              header.aggregation(),
              header.unit(),
              header.question()));
    }
    output.write(terminal, new Rows(List.of("tapset", "key", "kind", "unit", "question"), rows));
    terminal.next("tapline up --tapsets NAME,NAME");
  }
}
