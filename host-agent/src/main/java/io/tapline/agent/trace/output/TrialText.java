package io.tapline.agent.trace.output;

import java.util.List;

/** Runs of bench and test probes as text. */
final class TrialText {
  private static final int NAME_WIDTH = 40;
  private static final int TIME_WIDTH = 15;
  private static final String RUNS = "Iterations";
  private static final String GREEN = "\033[32m";
  private static final String RED = "\033[31m";
  private static final String PLAIN = "\033[0m";

  private final ByteSink out;
  private int nameWidth = NAME_WIDTH;

  TrialText(ByteSink out) {
    this.out = out;
  }

  void benchmarks(List<String> names) {
    nameWidth = names.stream().mapToInt(String::length).reduce(NAME_WIDTH, Math::max) + 1;
    out.write(line("Benchmark", "Time(ns)", RUNS));
    out.write("-".repeat(nameWidth + TIME_WIDTH + RUNS.length()) + "\n");
  }

  void benchmark(String name, long nanos, long runs) {
    out.write(line(name, Long.toString(nanos), Long.toString(runs)));
  }

  private String line(String name, String time, String runs) {
    StringBuilder text = new StringBuilder();
    Padding.left(text, name, nameWidth, ' ');
    Padding.left(text, time, TIME_WIDTH, ' ');
    return text.append(runs).append('\n').toString();
  }

  void tests(int count) {
    out.write(tag(GREEN, "==========") + "Running " + count + " tests.\n");
  }

  void begins(String name) {
    out.write(tag(GREEN, " RUN      ") + name + "\n");
  }

  void ends(String name, boolean passed, long nanos, String printed) {
    DurationUnit unit = DurationUnit.of(nanos);
    if (!passed && !printed.isEmpty()) {
      out.write(printed.endsWith("\n") ? printed : printed + "\n");
    }
    out.write(
        (passed ? tag(GREEN, "       OK ") : tag(RED, "  FAILED  "))
            + name
            + " ("
            + nanos / unit.nanos()
            + " "
            + unit.sign()
            + ")\n");
  }

  void end(int count, List<String> failed) {
    out.write(tag(GREEN, "==========") + tests(count, "") + " ran.\n");
    out.write(tag(GREEN, "  PASSED  ") + tests(count - failed.size(), "") + ".\n");
    if (!failed.isEmpty()) {
      out.write(tag(RED, "  FAILED  ") + tests(failed.size(), ", listed below:") + "\n");
      failed.forEach(name -> out.write(tag(RED, "  FAILED  ") + name + "\n"));
    }
  }

  private static String tests(int count, String end) {
    return count + (count == 1 ? " test" : " tests") + end;
  }

  private static String tag(String colour, String word) {
    return colour + "[" + word + "]" + PLAIN + " ";
  }
}
