package io.tapline.agent.trace.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same cases printed by bpftrace itself, from version 0.27 on, where it is installed ({@code
 * -Dbpftrace=PROGRAM} names another than the path's).
 */
class BpftraceOutputKernelIT {
  private static final String BPFTRACE = System.getProperty("bpftrace", "bpftrace");
  private static final int OLDEST = 27;
  private static final String ENUM = "enum E { ONE = 1, TWO = 2 }; ";

  static List<OutputCase> cases() {
    return OutputCases.all().stream().filter(one -> !one.script().isEmpty()).toList();
  }

  @BeforeAll
  static void needsBpftrace() throws IOException, InterruptedException {
    String version;
    try {
      version = run("--version");
    } catch (IOException e) {
      version = "none";
    }
    String[] parts = version.trim().replaceAll("^[^0-9]*", "").split("[.-]", -1);
    boolean recent =
        parts.length > 1
            && (Integer.parseInt(parts[0]) > 0 || Integer.parseInt(parts[1]) >= OLDEST);
    assumeTrue(recent, "bpftrace 0.27 or later is not installed: found " + version.trim());
    assumeTrue(
        run("-q", "-e", "begin { printf(\"yes\"); exit(); }").startsWith("yes"),
        "bpftrace may not run programs here: CAP_BPF and CAP_PERFMON are missing");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void printsTheSameText(OutputCase one) throws IOException, InterruptedException {
    assertThat(run("-q", "-f", "text", "-e", program(one))).isEqualTo(Recorded.text(one).out());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void printsTheSameJson(OutputCase one) throws IOException, InterruptedException {
    assertThat(run("-q", "-f", "json", "-e", program(one))).isEqualTo(Recorded.json(one).out());
  }

  private static String program(OutputCase one) {
    return ENUM + "begin { " + one.script() + " }";
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(BPFTRACE));
    command.addAll(List.of(arguments));
    Path errors = Path.of(System.getProperty("java.io.tmpdir"), "bpftrace-errors");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("TZ", "UTC");
    Process process = builder.start();
    process.getOutputStream().close();
    String printed = ByteText.of(process.getInputStream().readAllBytes());
    process.waitFor(20, TimeUnit.SECONDS);
    return printed;
  }
}
