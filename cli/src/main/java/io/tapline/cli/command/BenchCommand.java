package io.tapline.cli.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measurements of a running line. */
@Command(
    name = "bench",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {"  tapline bench latency                     from event to queryable row", ""},
    description = "Measure a running line.",
    subcommands = BenchLatencyCommand.class)
final class BenchCommand extends CommandWithHelp implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "bench what? latency");
  }
}
