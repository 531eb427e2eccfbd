package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements of scripts for a terminal, from their text to what they leave in {@code @r}. */
class TraceScriptKernelIT {
  private static final CompileOptions OPTIONS =
      CompileOptions.trace(ScriptConfig.DEFAULT, ScriptArguments.NONE);

  @BeforeAll
  static void needsBpf() {
    String missing = TestKernel.missingCapability();
    assumeTrue(missing.isEmpty(), "needs " + missing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      value = {
        "@r = arg0 + 1 -> 6",
        "$i = 0; while ($i < arg0) { $i++; } @r = $i -> 5",
        "for $i : 0..arg0 { @r += $i } -> 10",
        "for $i : 0..arg0 { if ($i == 3) { break; } @r += 10 } -> 30",
        "for $i : 0..arg0 { if ($i == 3) { continue; } @r += 10 } -> 40",
        "$a = (1, (2, 3), \"x\"); @r = $a.1.1 * 10 + $a.0 -> 31",
        "$a = (int8)200; @r = $a -> -56",
        "$a = (uint16)70000; @r = $a -> 4464",
        "$x = comm == \"x\" ? 1 : 2; @r = $x -> 2",
        "$s = \"abc\"; if ($s == \"abc\") { @r = 1 } else { @r = 2 } -> 1",
        "@a[1, \"k\"] = 7; @r = @a[1, \"k\"] -> 7",
        "@a[1] = (1, 2); @r = @a[1].1 -> 2",
        "@a[3] = 1; @a[4] = 1; for ($kv : @a) { @r += $kv.0 } -> 7",
        "@s[\"k\"] = \"more than a word\"; for ($w : @s) { for ($v : @s) { @r = $v.1 == \"more than a word\" ? 3 : 4 } } -> 3",
        "$p = (arg0, 3); $q = $p; @r = $q.0 * $q.1 -> 15",
        "unroll (4) { @r += 2 } -> 8",
        "@r = arg0 > 4 && arg0 < 6 || arg0 == 9 -> 1",
        "@r = -(int64)arg0 / 2 -> 9223372036854775805",
        "@r = ~(uint64)0 >> 60 -> 15",
        "@x++; @x++; @r = @x++ -> 2",
        "$i = 5; @r = $i-- + --$i -> 8",
        "let $z : uint64; @r = $z + 1 -> 1",
        "@r = { let $b = arg0 * 2; $b + 1 } -> 11",
      })
  void leaves(String statements, long expected) {
    try (TestKernel kernel =
        new TestKernel(
            Scripts.compiled("test.bt", "rawtracepoint:any { " + statements + " }", OPTIONS))) {
      kernel.run(0, 5);
      assertThat(kernel.scalar("r")).isEqualTo(expected);
    }
  }
}
