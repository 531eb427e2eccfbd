package io.tapline.cli.command;

import io.tapline.cli.bench.trace.TraceBench;
import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.cli.output.Rows;
import io.tapline.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code tapline trace} costs, with bpftrace beside it. */
@Command(
    name = "trace",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {
      "  tapline bench trace                       ten rounds of each, with bpftrace if it is installed",
      "  tapline bench trace --rounds 30 -o json",
      ""
    },
    description = {
      "Start tapline trace and bpftrace in turn, and measure start, end, memory and what they add",
      "to a system call. Takes some minutes; the host's system calls are traced meanwhile."
    })
final class BenchTraceCommand extends CommandWithHelp implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "10",
      description = "Measurements of each figure. Default: 10.")
  private int rounds = 10;

  @Option(
      names = "--bpftrace",
      paramLabel = "FILE",
      description = "Default: the one on PATH; without one only Tapline is measured.")
  private @Nullable Path bpftrace;

  @Override
  public Integer call() {
    Terminal terminal = output.terminal();
    String home = System.getProperty("tapline.home", ".");
    List<String> ours = List.of(home + "/tapline", "trace");
    List<String> theirs = peer();
    if (theirs.isEmpty()) {
      terminal.say("no bpftrace on PATH: nothing to compare with");
    }
    try {
      output.write(terminal, rows(new TraceBench(ours, theirs, rounds, terminal::say).run()));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.HOST, "measure: " + e.getMessage(), "tapline doctor says what is missing", e);
    }
    return ExitCode.OK.number();
  }

  private List<String> peer() {
    if (bpftrace != null) {
      return List.of(bpftrace.toString());
    }
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .map(folder -> Path.of(folder, "bpftrace"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(file -> List.of(file.toString()))
        .orElse(List.of());
  }

  private static Rows rows(List<TraceBench.Line> lines) {
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (TraceBench.Line line : lines) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(line.figure());
      row.add(line.unit());
      row.add(rounded(line.tapline()));
      row.add(Double.isNaN(line.bpftrace()) ? null : rounded(line.bpftrace()));
      row.add(Double.isNaN(line.bpftrace()) ? null : rounded(line.tapline() / line.bpftrace()));
      values.add(row);
    }
    return new Rows(List.of("figure", "unit", "tapline", "bpftrace", "ratio"), values);
  }

  private static double rounded(double value) {
    return Math.rint(value * 100) / 100;
  }
}
