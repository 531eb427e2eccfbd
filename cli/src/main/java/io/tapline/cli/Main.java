package io.tapline.cli;

import io.tapline.cli.command.TaplineCommand;
import io.tapline.cli.trace.TraceRun;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Entry of the {@code tapline} command. */
public final class Main {
  /** A command of its own kind: it must start quickly, and picocli takes its time. */
  private static final String TRACE = "trace";

  // Help begins with examples: the footer, moved to the top.
  private static final List<String> SECTIONS =
      List.of(
          UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
          UsageMessageSpec.SECTION_KEY_FOOTER,
          UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
          UsageMessageSpec.SECTION_KEY_SYNOPSIS,
          UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
          UsageMessageSpec.SECTION_KEY_DESCRIPTION,
          UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
          UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_OPTION_LIST,
          UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
          UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING,
          UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST);

  private Main() {}

  /** Runs one command and exits with its code, see {@link io.tapline.cli.outcome.ExitCode}. */
  public static void main(String[] arguments) {
    System.exit(
        arguments.length > 0 && arguments[0].equals(TRACE)
            ? TraceRun.run(List.of(arguments).subList(1, arguments.length))
            : commandLine().execute(arguments));
  }

  /** The command line with its answers to failures, without anything that exits. */
  static CommandLine commandLine() {
    Failures failures = new Failures(System.getenv().containsKey("TAPLINE_STACK_TRACES"));
    CommandLine line = new CommandLine(new TaplineCommand());
    line.setUsageHelpAutoWidth(true);
    line.setHelpSectionKeys(SECTIONS);
    line.getSubcommands().values().forEach(sub -> sub.setHelpSectionKeys(SECTIONS));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(failures);
    line.setExecutionExceptionHandler(failures);
    return line;
  }
}
