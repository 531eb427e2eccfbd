package io.tapline.cli.bench.trace;

import io.tapline.agent.price.MeasuredLoop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures {@code tapline trace} and bpftrace in turn, so that whatever else the machine does
 * meets both. Each figure is the median of several rounds.
 */
public final class TraceBench {
  private static final String ALL_CALLS = "tracepoint:syscalls:sys_enter_* { @[probe] = count(); }";

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
      added(lines, loop, "count by comm", "tracepoint:raw_syscalls:sys_enter { @[comm] = count(); }");
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
