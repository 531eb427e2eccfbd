package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs attached to the running kernel see this process's own system calls, each of them. */
class LiveKernelIT {
  private static final int CALLS = 1_000;
  private static final String PATH = "/tapline/no/such/file";
  private static final int ENOENT = -2;

  @BeforeAll
  static void needsBpf() {
    String missing = TestKernel.missingCapability();
    assumeTrue(missing.isEmpty(), "needs " + missing);
  }

  @Test
  void countsEveryOpenWithItsPathAndErrno() {
    long self = ProcessHandle.current().pid();
    String text =
        String.format(
            "tracepoint:syscalls:sys_enter_openat / pid == %d && str(args.filename, 32) == \"%s\" /"
                + " { @start[tid] = nsecs; @paths[str(args.filename, 32)] = count(); }"
                + " tracepoint:syscalls:sys_exit_openat / @start[tid] /"
                + " { @results[args.ret, args.__syscall_nr] = count();"
                + "   @latency[pid] = exphist(nsecs - @start[tid]); delete(@start[tid]); }",
            self, PATH);
    try (TestKernel kernel = new TestKernel(Scripts.compiled("live.bt", text))) {
      kernel.attach();
      for (int i = 0; i < CALLS; i++) {
        openMissing();
      }
      Map<ByteBuffer, ByteBuffer> paths = kernel.entries("sum0_paths");
      assertThat(paths).hasSize(1);
      paths.forEach(
          (key, count) -> {
            assertThat(text(key)).isEqualTo(PATH);
            assertThat(count.getLong(0)).isEqualTo(CALLS);
          });
      Map<ByteBuffer, ByteBuffer> results = kernel.entries("sum0_results");
      assertThat(results).hasSize(1);
      results.forEach(
          (key, count) -> {
            assertThat(key.getLong(0)).isEqualTo(ENOENT);
            assertThat(key.getLong(8)).isEqualTo(257);
            assertThat(count.getLong(0)).isEqualTo(CALLS);
          });
      long timed =
          kernel.entries("sum0_latency").values().stream().mapToLong(v -> v.getLong(0)).sum();
      assertThat(timed).isEqualTo(CALLS);
      assertThat(kernel.entries("state_start")).isEmpty();
      // Hits of both probes: what other processes opened was filtered. They go on opening files
      // between
      // the two readings, so the balance is looked for in a quiet moment; a real gap would stay.
      await()
          .untilAsserted(
              () ->
                  assertThat(kernel.counter(0, "HITS", ""))
                      .isEqualTo(kernel.counter(0, "FILTERED", "") + 3L * CALLS));
    }
  }

  private static String text(ByteBuffer key) {
    byte[] bytes = new byte[key.remaining()];
    key.duplicate().get(bytes);
    return new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
  }

  private static void openMissing() {
    try (FileInputStream in = new FileInputStream(PATH)) {
      throw new AssertionError("there is a file " + PATH + ": " + in);
    } catch (FileNotFoundException expected) {
      assertThat(expected).hasMessageContaining(PATH);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
