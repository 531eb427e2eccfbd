package io.tapline.cli.bench.trace;

import io.tapline.agent.price.MeasuredLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures {@code tapline trace} and bpftrace in turn, so that whatever else the machine does meets
 * both. Each figure is the median of several rounds.
 */
public final class TraceBench {
  private static final String ALL_CALLS = "tracepoint:syscalls:sys_enter_* { @[probe] = count(); }";

  private static final String ONE_TRACEPOINT =
      "tracepoint:sched:sched_process_exec { @[comm] = count(); }";

  private final Tool tapline;
  private final Optional<Tool> bpftrace;
  private final int rounds;
  private final Consumer<String> progress;

  /**
   * @param tapline what starts {@code tapline trace}
   * @param bpftrace what starts bpftrace; empty when there is none
   * @param rounds of each measurement
   * @param progress told what is being measured
   */
  public TraceBench(
      List<String> tapline, List<String> bpftrace, int rounds, Consumer<String> progress) {
    this.tapline = new Tool("tapline", tapline);
    this.bpftrace =
        bpftrace.isEmpty() ? Optional.empty() : Optional.of(new Tool("bpftrace", bpftrace));
    this.rounds = rounds;
    this.progress = progress;
  }

  /**
   * One line of the table.
   *
   * @param bpftrace NaN when there is none
   */
  public record Line(String figure, String unit, double tapline, double bpftrace) {}

  /** Measures everything. */
  public List<Line> run() throws IOException {
    List<Line> lines = new ArrayList<>();
    warm(lines);
    cold(lines);
    attach(lines);
    added(lines);
    return lines;
  }

  /** What one measurement gives. */
  private interface Measurement {
    double of(Tool tool) throws IOException;
  }

  private void add(List<Line> lines, String figure, String unit, Measurement measurement)
      throws IOException {
    progress.accept(figure);
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      ours.add(measurement.of(tapline));
      if (bpftrace.isPresent()) {
        theirs.add(measurement.of(bpftrace.get()));
      }
    }
    double peer = theirs.isEmpty() ? Double.NaN : new Figures(theirs).median();
    lines.add(new Line(figure, unit, new Figures(ours).median(), peer));
  }

  /** bpftrace has no running agent: its cold process is beside it in the lines that follow. */
  private void warm(List<Line> lines) throws IOException {
    progress.accept("in a running agent");
    try (WarmAgent agent = new WarmAgent(rounds)) {
      own(lines, "one tracepoint attached, running agent", agent.millisToAttached(ONE_TRACEPOINT));
      Optional<String> usdt = usdtProbe();
      if (usdt.isPresent()) {
        own(lines, "one USDT probe attached, running agent", agent.millisToAttached(usdt.get()));
      }
      own(lines, "200 lines compiled, running agent", agent.millisToCompile(longScript()));
    }
  }

  private static void own(List<Line> lines, String figure, double millis) {
    lines.add(new Line(figure, "ms", millis, Double.NaN));
  }

  /** A probe of the JVM that runs this; every JDK on Linux that Debian or Temurin builds has it. */
  private static Optional<String> usdtProbe() {
    Path jvm = Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so");
    return Files.exists(jvm)
        ? Optional.of("usdt:" + jvm + ":hotspot:gc__begin { @ = count(); }")
        : Optional.empty();
  }

  private static String longScript() {
    StringBuilder text = new StringBuilder();
    for (int probe = 0; probe < 20; probe++) {
      text.append("tracepoint:sched:sched_switch /pid > ").append(probe).append("/ {\n");
      for (int line = 0; line < 4; line++) {
        text.append("  $x")
            .append(line)
            .append(" = args.prev_pid * ")
            .append(line + 2)
            .append(";\n");
        text.append("  @m").append(line).append("[comm, $x").append(line).append("] = sum($x");
        text.append(line).append(");\n");
      }
      text.append("}\n");
    }
    return text.toString();
  }

  private void cold(List<Line> lines) throws IOException {
    String script = "begin { exit() }";
    // bpftrace before 0.22 knows BEGIN only.
    add(
        lines,
        "begin { exit() }, cold process, wall",
        "ms",
        tool -> TracerProcess.run(tool.with("-e", spelled(tool, script))).nanos() / 1e6);
    add(
        lines,
        "begin { exit() }, peak memory",
        "MB",
        tool -> TracerProcess.run(tool.with("-e", spelled(tool, script))).peakBytes() / 1e6);
  }

  private static String spelled(Tool tool, String script) {
    return tool.name().equals("bpftrace") ? script.replace("begin", "BEGIN") : script;
  }

  private void attach(List<Line> lines) throws IOException {
    add(
        lines,
        "all sys_enter_* tracepoints, until attached",
        "ms",
        tool -> {
          try (TracerProcess tracer = TracerProcess.attached(tool.with("-e", ALL_CALLS))) {
            double nanos = tracer.attachedNanos();
            tracer.stopNanos();
            return nanos / 1e6;
          }
        });
    add(
        lines,
        "all sys_enter_* tracepoints, from Ctrl-C to the end",
        "ms",
        tool -> {
          try (TracerProcess tracer = TracerProcess.attached(tool.with("-e", ALL_CALLS))) {
            return tracer.stopNanos() / 1e6;
          }
        });
  }

  private void added(List<Line> lines) throws IOException {
    try (SystemCallLoop loop = new SystemCallLoop(MeasuredLoop.systemCalls())) {
      added(lines, loop, "count", "tracepoint:raw_syscalls:sys_enter { @ = count(); }");
      added(
          lines, loop, "count by comm", "tracepoint:raw_syscalls:sys_enter { @[comm] = count(); }");
      added(lines, loop, "hist", "tracepoint:raw_syscalls:sys_enter { @ = hist(args->id); }");
      added(
          lines,
          loop,
          "latency histogram",
          "tracepoint:raw_syscalls:sys_enter { @start[tid] = nsecs; } "
              + "tracepoint:raw_syscalls:sys_exit /@start[tid]/ "
              + "{ @ = hist(nsecs - @start[tid]); delete(@start[tid]); }");
    }
  }

  private void added(List<Line> lines, SystemCallLoop loop, String what, String script)
      throws IOException {
    add(
        lines,
        "added to a getppid: " + what,
        "ns",
        tool -> {
          double without = loop.nanosPerCall();
          try (TracerProcess tracer = TracerProcess.attached(tool.with("-e", script))) {
            double with = loop.nanosPerCall();
            tracer.stopNanos();
            return with - without;
          }
        });
  }
}
