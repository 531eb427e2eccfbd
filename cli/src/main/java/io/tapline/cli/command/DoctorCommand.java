package io.tapline.cli.command;

import io.tapline.agent.runtime.doctor.CheckResult;
import io.tapline.agent.runtime.doctor.CheckResult.Status;
import io.tapline.agent.runtime.doctor.Doctor;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.cli.output.Format;
import io.tapline.cli.output.PlainText;
import io.tapline.cli.output.Rows;
import io.tapline.cli.output.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What this host can and cannot trace. */
@Command(
    name = "doctor",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {"  tapline doctor", "  tapline doctor -o json", ""},
    description = {
      "Try what tracing needs on this host; each line is a check, what was seen, and a remedy.",
      "Exit code 4 when something is missing that default tapsets need."
    })
final class DoctorCommand extends CommandWithHelp implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    Terminal terminal = output.terminal();
    List<CheckResult> results = Doctor.ofHost().examine();
    if (output.format() == Format.TABLE) {
      results.forEach(result -> write(terminal, result));
      terminal.out().flush();
    } else {
      output.write(terminal, rows(results));
    }
    boolean healthy = results.stream().noneMatch(result -> result.status() == Status.MISSING);
    terminal.next("tapline up");
    return (healthy ? ExitCode.OK : ExitCode.HOST).number();
  }

  private static void write(Terminal terminal, CheckResult result) {
    boolean ok = result.status() == Status.OK;
    String mark =
        switch (result.status()) {
          case OK -> terminal.style("32", "ok     ");
          case ABSENT -> terminal.style("33", "absent ");
          case MISSING -> terminal.style("31", "missing");
        };
    terminal
        .out()
        .println(
            mark
                + "  "
                + String.format("%-22s", result.check())
                + PlainText.escape(result.detail()));
    if (!ok && !result.remedy().isEmpty()) {
      terminal.out().println(" ".repeat(31) + "-> " + PlainText.escape(result.remedy()));
    }
  }

  private static Rows rows(List<CheckResult> results) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (CheckResult result : results) {
      rows.add(List.of(result.check(), result.status().name(), result.detail(), result.remedy()));
    }
    return new Rows(List.of("check", "status", "detail", "remedy"), rows);
  }
}
