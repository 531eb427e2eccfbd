package io.tapline.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Completion for bash and zsh. */
@Command(
    name = "completion",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {"  . <(tapline completion)                   in this shell", ""},
    description = "Print a completion script for bash and zsh.")
final class CompletionCommand extends CommandWithHelp implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec");
    }
    var line = spec.root().commandLine();
    line.getOut().print(AutoComplete.bash(spec.root().name(), line));
    line.getOut().flush();
  }
}
