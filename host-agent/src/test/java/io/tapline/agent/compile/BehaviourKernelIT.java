package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.script.source.Source;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What compiled programs do when they run, seen through their maps and counters. */
class BehaviourKernelIT {
  @BeforeAll
  static void needsBpf() {
    String missing = TestKernel.missingCapability();
    assumeTrue(missing.isEmpty(), "needs " + missing);
  }

  private static TestKernel load(String text) {
    return new TestKernel(Scripts.compiled("test.bt", text));
  }

  private static TestKernel load(String text, CompileOptions options) {
    CompileResult result =
        ScriptCompiler.compile(new Source("test.bt", text), new RecordedCatalog(), options);
    return new TestKernel(((CompileResult.Compiled) result).script());
  }

  @ParameterizedTest
  @CsvSource({
    "(int64)arg0 / (int64)arg1, -7, 2, -3",
    "(int64)arg0 / (int64)arg1, 7, -2, -3",
    "(int64)arg0 / (int64)arg1, -7, 0, 0",
    "(int64)arg0 % (int64)arg1, -7, 2, -1",
    "(int64)arg0 % (int64)arg1, 7, -2, 1",
    "(int64)arg0 % (int64)arg1, -7, 0, -7",
    "(int64)arg0 / (int64)arg1, -9223372036854775808, -1, -9223372036854775808",
    "arg0 / arg1, -1, 2, 9223372036854775807",
    "arg0 % 10, -1, 0, 5",
    "(int64)arg0 >> 2, -16, 0, -4",
    "arg0 >> arg1, -1, 63, 1",
    "arg0 << arg1, 3, 62, -4611686018427387904",
    "(int64)arg0 < (int64)arg1, -1, 1, 1",
    "arg0 < arg1, -1, 1, 0",
    "arg0 < 5, -1, 0, 0",
    "(int8)arg0, 200, 0, -56",
    "(uint8)arg0, -1, 0, 255",
    "(int32)arg0 == (int32)arg1, 4294967295, -1, 1",
    "(uint32)arg0 + (uint32)arg1, 4294967295, 1, 4294967296",
    "arg0 > arg1 ? arg0 : arg1, 3, 9, 9",
    "!arg0 + !arg1 * 2, 0, 5, 1",
    "arg0 && arg1 || arg0 == 7, 7, 0, 1",
    "arg0 && (arg1 || arg0 == 7), 8, 0, 0",
    "~arg0 & 0xff, 1, 0, 254",
    "-arg0, 5, 0, -5",
    "arg0 * 2 - (arg1 - arg0) * (arg1 + arg0), 3, 5, -10",
    "1 + 2 * 3 == 7 ? 0x10 : 0, 0, 0, 16",
    "arg0 ^ 0x7fffffffffff, 1, 0, 140737488355326"
  })
  void computesAsCDoes(String expression, long arg0, long arg1, long expected) {
    try (TestKernel kernel = load("rawtracepoint:any { @r = " + expression + "; @r += 0; }")) {
      kernel.run(0, arg0, arg1);
      assertThat(only(kernel.entries("state_r")).getLong(0)).isEqualTo(expected);
    }
  }

  @Test
  void countsEveryHitOnEveryPath() {
    String text =
        "rawtracepoint:any / arg0 != 1 / {"
            + " if (arg0 == 2) { return; }"
            + " if (arg0 == 3) { @a = count(); @a = count(); }"
            + " if (arg0 > 4) { @a = count(); } }";
    try (TestKernel kernel = load(text)) {
      for (long argument : new long[] {1, 2, 3, 4, 5, 6}) {
        kernel.run(0, argument);
      }
      // 1 by the predicate, 2 by return, 4 by no output; 3 counts twice.
      assertThat(kernel.counter(0, "HITS", "")).isEqualTo(7);
      assertThat(kernel.counter(0, "FILTERED", "")).isEqualTo(3);
      assertThat(only(kernel.entries("sum0_a")).getLong(0)).isEqualTo(4);
      assertThat(kernel.counter(1, "HITS", "")).isZero();
    }
  }

  @Test
  void writesIntoTheEpochThatTheAgentSet() {
    try (TestKernel kernel = load("rawtracepoint:any { @s[arg0] = sum(arg1); }")) {
      kernel.run(0, 1, 10);
      kernel.epoch(1);
      kernel.run(0, 1, -3);
      kernel.run(0, 1, 5);
      ByteBuffer even = only(kernel.entries("sum0_s"));
      ByteBuffer odd = only(kernel.entries("sum1_s"));
      assertThat(List.of(even.getLong(0), even.getLong(8))).containsExactly(10L, 1L);
      assertThat(List.of(odd.getLong(0), odd.getLong(8))).containsExactly(2L, 2L);
      assertThat(kernel.counter(0, "HITS", "")).isEqualTo(1);
      assertThat(kernel.counter(1, "HITS", "")).isEqualTo(2);
    }
  }

  @Test
  void countsWhatAFullMapDrops() {
    CompileOptions tiny = tiny();
    try (TestKernel kernel = load("rawtracepoint:any { @[arg0] = count(); }", tiny)) {
      for (int i = 0; i < 100; i++) {
        kernel.run(0, i);
      }
      long kept = kernel.entries("sum0_").size();
      assertThat(kernel.counter(0, "HITS", "")).isEqualTo(100);
      assertThat(kernel.counter(0, "DROPPED", "map_full")).isPositive().isEqualTo(100L - kept);
    }
  }

  @Test
  void countsWhatAFullRingDrops() {
    CompileOptions tiny = tiny();
    try (TestKernel kernel = load("rawtracepoint:any { emit(x = arg0); }", tiny)) {
      for (int i = 0; i < 1000; i++) {
        kernel.run(0, i);
      }
      // A record is 24 bytes and 8 of header; the ring holds 4096, less one byte.
      assertThat(kernel.counter(0, "HITS", "")).isEqualTo(1000);
      assertThat(kernel.counter(0, "DROPPED", "ring_full")).isEqualTo(1000L - 127);
    }
  }

  @Test
  void countsStartsThatFoundNoRoom() {
    CompileOptions tiny = tiny();
    String text = "rawtracepoint:any { @n[arg0] = 1; @t[arg0] = comm; @c[arg0]++; }";
    try (TestKernel kernel = load(text, tiny)) {
      for (int i = 0; i < 50; i++) {
        kernel.run(0, i);
      }
      int kept =
          kernel.entries("state_n").size()
              + kernel.entries("state_t").size()
              + kernel.entries("state_c").size();
      assertThat(kernel.counter(0, "UNSEEN", "state_full")).isPositive().isEqualTo(150L - kept);
      assertThat(kernel.counter(0, "HITS", "")).isZero();
    }
  }

  @Test
  void keepsTextWithZerosAfterIt() {
    String text =
        "rawtracepoint:any { @t[1] = \"a long first text, 29 bytes\"; @t[1] = \"short\";"
            + " @n[@t[1], @t[2]] = count();"
            + " @same = @t[1] == \"short\"; @other = @t[1] != \"shorter\"; }";
    try (TestKernel kernel = load(text)) {
      kernel.run(0);
      ByteBuffer key = kernel.entries("sum0_n").keySet().iterator().next();
      byte[] expected = new byte[key.capacity()];
      System.arraycopy("short".getBytes(StandardCharsets.US_ASCII), 0, expected, 0, 5);
      assertThat(key).isEqualTo(ByteBuffer.wrap(expected));
      assertThat(only(kernel.entries("state_same")).getLong(0)).isEqualTo(1);
      assertThat(only(kernel.entries("state_other")).getLong(0)).isEqualTo(1);
    }
  }

  @Test
  void deletesAndReadsMissingAsZero() {
    String text =
        "rawtracepoint:any { @a[1] = 5; @b = @a[1]; delete(@a, 1); @c = @a[1] + 7; delete(@a[9]); }";
    try (TestKernel kernel = load(text)) {
      kernel.run(0);
      assertThat(kernel.entries("state_a")).isEmpty();
      assertThat(only(kernel.entries("state_b")).getLong(0)).isEqualTo(5);
      assertThat(only(kernel.entries("state_c")).getLong(0)).isEqualTo(7);
    }
  }

  @Test
  void countsTextThatCouldNotBeRead() {
    try (TestKernel kernel = load("rawtracepoint:any { @[str(arg0)] = count(); }")) {
      kernel.run(0, 8);
      assertThat(kernel.counter(0, "UNSEEN", "read_fault")).isEqualTo(1);
      assertThat(kernel.counter(0, "HITS", "")).isEqualTo(1);
      assertThat(kernel.entries("sum0_").keySet().iterator().next().getLong(0)).isZero();
    }
  }

  @Test
  void seesOnlyTheSystemCallItAskedFor() {
    try (TestKernel kernel =
        load("tracepoint:syscalls:sys_enter_openat { @[args.dfd] = count(); }")) {
      kernel.run(0, 0, 257);
      kernel.run(0, 0, 258);
      assertThat(kernel.counter(0, "HITS", "")).isEqualTo(1);
    }
  }

  private static ByteBuffer only(Map<ByteBuffer, ByteBuffer> entries) {
    assertThat(entries).hasSize(1);
    return entries.values().iterator().next();
  }

  private static CompileOptions tiny() {
    CompileOptions usual = CompileOptions.DEFAULT;
    return new CompileOptions(
        4,
        4,
        4096,
        64,
        1024,
        1024,
        1 << 20,
        0,
        usual.dialect(),
        usual.config(),
        usual.arguments(),
        false,
        false);
  }
}
