package io.tapline.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What there is: the word after it says of what. */
@Command(
    name = "list",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {
      "  tapline list tapsets                      the library, and what runs where",
      "  tapline list hosts                        who reports, and what its agent costs",
      "  tapline list probes 'tracepoint:block:*'  what this host can be asked",
      ""
    },
    description = "List tapsets, hosts or probes.",
    subcommands = {ListTapsetsCommand.class, ListHostsCommand.class, ListProbesCommand.class})
final class ListCommand extends CommandWithHelp implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandLine line = java.util.Objects.requireNonNull(spec).commandLine();
    throw new ParameterException(line, "list what? tapsets, hosts or probes");
  }
}
