package io.tapline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * An outside workload that knows its own count: perl, part of every Debian, whose getppid() is one
 * system call each. Its name is set first, so that only counted calls are made under it.
 */
final class CountedCalls {
  private final Process perl;

  private CountedCalls(Process perl) {
    this.perl = perl;
  }

  /** Starts to make {@code calls} calls under the name {@code comm}. */
  static CountedCalls start(String comm, int calls) throws IOException {
    String program = "$0=\"" + comm + "\"; getppid for 1.." + calls;
    return new CountedCalls(
        new ProcessBuilder("/usr/bin/perl", "-e", program).redirectErrorStream(true).start());
  }

  /** Waits for the last call. */
  void await() throws InterruptedException {
    assertThat(perl.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(perl.exitValue()).isZero();
  }

  /** How the store is asked for them. */
  static String storedOf(String comm) {
    return "select toInt64(sum(count)) from windows where resolution = 1"
        + " and tapset = 'syscall.latency' and key = ['"
        + comm
        + "', 'getppid']";
  }
}
