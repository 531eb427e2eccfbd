package io.tapline.cli;

import io.tapline.agent.name.NearNames;
import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.cli.output.PlainText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one line, a remedy and an exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final boolean stackTraces;

  Failures(boolean stackTraces) {
    this.stackTraces = stackTraces;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("tapline: " + PlainText.escape(firstLine(failure)));
    nearest(failure).ifPresent(name -> err.println("  did you mean '" + name + "'?"));
    err.println("  see: " + line.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE.number();
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine line, ParseResult parseResult) {
    PrintWriter err = line.getErr();
    int code = tell(failure, err);
    if (stackTraces) {
      failure.printStackTrace(err);
    }
    err.flush();
    return code;
  }

  private int tell(Exception failure, PrintWriter err) {
    if (failure instanceof CommandFailure known) {
      err.println("tapline: " + known.getMessage());
      if (known.remedy() != null) {
        known.remedy().lines().forEach(remedy -> err.println("  " + remedy));
      }
      return known.code().number();
    }
    err.println("tapline: " + failure);
    if (!stackTraces) {
      err.println("  this is a defect; TAPLINE_STACK_TRACES=1 shows where it happened");
    }
    return ExitCode.DEFECT.number();
  }

  private static String firstLine(ParameterException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private static Optional<String> nearest(ParameterException failure) {
    if (!(failure instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return Optional.empty();
    }
    String typed = unmatched.getUnmatched().get(0);
    var spec = failure.getCommandLine().getCommandSpec();
    List<String> names = new ArrayList<>(spec.subcommands().keySet());
    if (typed.startsWith("-")) {
      names = new ArrayList<>(spec.optionsMap().keySet());
    }
    return NearNames.nearest(typed, names);
  }
}
