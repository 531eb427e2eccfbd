package io.tapline.cli;

import io.tapline.cli.command.TaplineCommand;
import picocli.CommandLine;

/** Entry of the {@code tapline} command. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code, see {@link io.tapline.cli.outcome.ExitCode}. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line with its answers to failures, without anything that exits. */
  static CommandLine commandLine() {
    Failures failures = new Failures(System.getenv().containsKey("TAPLINE_STACK_TRACES"));
    CommandLine line = new CommandLine(new TaplineCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(failures);
    line.setExecutionExceptionHandler(failures);
    return line;
  }
}
