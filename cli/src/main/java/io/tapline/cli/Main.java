package io.tapline.cli;

import io.tapline.cli.command.TaplineCommand;
import io.tapline.cli.command.TraceCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Entry of the {@code tapline} command. */
public final class Main {
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

  private static final String TRACE = "trace";

  private Main() {}

  /** Runs one command and exits with its code, see {@link io.tapline.cli.outcome.ExitCode}. */
  public static void main(String[] arguments) {
    System.exit(
        arguments.length > 0 && arguments[0].equals(TRACE)
            ? trace(List.of(arguments).subList(1, arguments.length))
            : commandLine().execute(arguments));
  }

  /**
   * Short-lived commands should not pay for reading all the others' options: a trace goes by a
   * command line of its own. What stands after the first {@code --} is the script's.
   */
  private static int trace(List<String> words) {
    int dashes = words.indexOf("--");
    List<String> named = dashes < 0 ? List.of() : words.subList(dashes + 1, words.size());
    List<String> own = dashes < 0 ? words : words.subList(0, dashes);
    CommandLine line = new CommandLine(new TraceCommand().withNamed(named));
    configure(line);
    line.setStopAtPositional(true);
    line.setParameterExceptionHandler(
        (problem, given) -> {
          line.getErr().println("tapline trace: " + problem.getMessage());
          line.usage(line.getErr());
          return 1; // as bpftrace does
        });
    return line.execute(own.toArray(String[]::new));
  }

  /** The command line with its answers to failures, without anything that exits. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new TaplineCommand());
    configure(line);
    line.getSubcommands().values().forEach(sub -> sub.setHelpSectionKeys(SECTIONS));
    return line;
  }

  private static void configure(CommandLine line) {
    Failures failures = new Failures(System.getenv().containsKey("TAPLINE_STACK_TRACES"));
    line.setUsageHelpAutoWidth(true);
    line.setHelpSectionKeys(SECTIONS);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(failures);
    line.setExecutionExceptionHandler(failures);
  }
}
