package io.tapline.cli.command;

import picocli.CommandLine.Option;

/** A command that answers {@code --help}, the same everywhere. */
abstract class CommandWithHelp {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  void help(boolean asked) {
    // picocli answers it; there is nothing to keep.
  }
}
