package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.source.Source;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text made to hurt is refused at once, with a place and without an overflow. */
class HostileScriptTest {
  private static final int MANY = 100_000;

  /** Generous beside the 100 ms of an idle machine: a quadratic pass takes minutes. */
  private static final Duration SOON = Duration.ofSeconds(5);

  static Stream<Map.Entry<String, String>> scripts() {
    return Stream.of(
        Map.entry("parentheses", "begin { @a = " + "(".repeat(MANY)),
        Map.entry(
            "closed parentheses", "begin { @a = " + "(".repeat(MANY) + "1" + ")".repeat(MANY)),
        Map.entry("braces", "begin " + "{".repeat(MANY)),
        Map.entry("nested ifs", "begin {" + "if(1){".repeat(30_000)),
        Map.entry("else ifs", "begin { if (1) {}" + " else if (1) {}".repeat(15_000) + "}"),
        Map.entry("nots", "begin { @a = " + "!".repeat(MANY) + "1; }"),
        Map.entry("minuses", "begin { @a = " + "- ".repeat(MANY) + "1; }"),
        Map.entry("sums", "begin { @a = 1" + "+1".repeat(MANY) + "; }"),
        Map.entry("nested sums", "begin { @a = " + ("(1" + "+1".repeat(300)).repeat(90) + "; }"),
        Map.entry("ternaries", "begin { @a = " + "1?1:".repeat(50_000) + "1; }"),
        Map.entry("casts", "begin { @a = " + "(uint8)".repeat(30_000) + "1; }"),
        Map.entry("keys", "begin { @a" + "[@a".repeat(50_000)),
        Map.entry("fields", "begin { @a = args" + ".a".repeat(MANY) + "; }"),
        Map.entry("unrolls", "begin {" + "unroll(100){".repeat(50) + "}".repeat(50) + "}"),
        Map.entry("probes", "begin,".repeat(40_000)),
        Map.entry("long string", "begin { @a = \"" + "x".repeat(64 << 20) + "\"; }"),
        Map.entry("tokens", "begin {" + " ;1".repeat(1_000_000)),
        Map.entry("long name", "begin { @a = " + "x".repeat(200_000) + "; }"),
        Map.entry("long number", "begin { @a = " + "9".repeat(200_000) + "; }"),
        Map.entry("nul", "begin { @a = \u0000 1; }"),
        Map.entry("bidi override in a comment", "begin { /* \u202e */ @a = 1; }"),
        Map.entry("zero width space in a string", "begin { @a = \"\u200b\"; }"),
        Map.entry("homoglyph", "begin { @\u0430 = 1; }"),
        Map.entry("escape sequence in a string", "begin { @a = \"\u001b[31m\"; }"));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isRefusedSoonAndWithAPlace(Map.Entry<String, String> script) {
    long start = System.nanoTime();
    CompileResult result = Scripts.result("x.bt", script.getValue());
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    assertThat(result).as(script.getKey()).isInstanceOf(CompileResult.Refused.class);
    String message = Scripts.diagnostics(result);
    assertThat(message).startsWith("x.bt:1:").hasSizeLessThan(50_000);
    assertThat(message.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\t')).isTrue();
    assertThat(taken).isLessThan(SOON);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] bytes = "begin { @a = \"?\"; }".getBytes(StandardCharsets.ISO_8859_1);
    bytes[14] = (byte) 0xff;
    Source source = Source.decode("x.bt", bytes);
    CompileResult result = Scripts.result(source.name(), source.text());
    assertThat(Scripts.diagnostics(result))
        .startsWith("x.bt:1:15: error: bytes that are not UTF-8");
  }
}
