package io.tapline.cli.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measurements of a running line, and of tracing by itself. */
@Command(
    name = "bench",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {
      "  tapline bench latency                     from event to queryable row",
      "  tapline bench trace                       what tracing adds, with bpftrace beside it",
      ""
    },
    description = "Measure a running line, or tracing by itself.",
    subcommands = {BenchLatencyCommand.class, BenchTraceCommand.class})
final class BenchCommand extends CommandWithHelp implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "bench what? latency or trace");
  }
}
