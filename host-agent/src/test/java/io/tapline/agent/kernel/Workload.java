package io.tapline.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A process outside this one that calls getppid(2) and counts its own calls: the truth that probes
 * are measured against. It waits for {@link #go} so that a probe can be set on its pid first.
 */
final class Workload implements AutoCloseable {
  static final int GETPPID = 110;

  private static final Path PERL = Path.of("/usr/bin/perl");
  private static final String SCRIPT =
      "$| = 1; print qq($$\\n); while (<STDIN>) { my $done = 0;"
          + " for (1 .. $_) { $done++ if syscall(110) > 0 } print qq($done\\n) }";

  private final Process process;
  private final BufferedReader out;
  private final OutputStream in;
  private final int pid;

  private Workload(Process process) throws IOException {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.in = process.getOutputStream();
    this.pid = Integer.parseInt(out.readLine());
  }

  static Workload start() throws IOException {
    assumeTrue(Files.isExecutable(PERL), "missing tool: perl (apt install perl-base)");
    return new Workload(new ProcessBuilder(PERL.toString(), "-e", SCRIPT).start());
  }

  int pid() {
    return pid;
  }

  /** Makes {@code calls} calls and returns how many the process says it made. */
  long go(int calls) throws IOException {
    in.write((calls + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
    return Long.parseLong(out.readLine());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    in.close();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }
}
