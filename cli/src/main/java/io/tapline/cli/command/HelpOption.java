package io.tapline.cli.command;

import picocli.CommandLine.Option;

/** {@code --help}, the same everywhere. */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  void help(boolean asked) {
    // picocli answers it; there is nothing to keep.
  }
}
