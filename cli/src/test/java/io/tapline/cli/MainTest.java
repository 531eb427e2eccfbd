package io.tapline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command line's manners: help, typos, exit codes. */
final class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void everyHelpBeginsWithExamples() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).startsWith("Examples:").contains("Exit codes:");
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      assertThat(command.getUsageMessage())
          .as(command.getCommandName())
          .startsWith("Examples:")
          .contains("tapline " + command.getCommandName());
    }
  }

  @Test
  void mistypedCommandIsAnsweredWithTheNearest() {
    assertThat(run("versoin")).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            """
            tapline: Unmatched argument at index 0: 'versoin'
              did you mean 'version'?
              see: tapline --help
            """);
  }

  @Test
  void mistypedOptionIsAnsweredWithTheNearest() {
    assertThat(run("version", "--colour")).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean '--color'?");
  }

  @Test
  void wrongFormatNamesTheRightOnes() {
    assertThat(run("version", "-o", "yaml")).isEqualTo(2);
    assertThat(err.toString()).contains("TABLE, JSON, CSV").doesNotContain("\tat ");
  }

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
