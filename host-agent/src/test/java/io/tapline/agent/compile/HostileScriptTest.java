package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.expand.ScriptReader;
import io.tapline.agent.script.source.Diagnostics;
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
        Map.entry("dereferences", "begin { @a = " + "*".repeat(MANY) + "1; }"),
        Map.entry("addresses", "begin { @a = " + "&".repeat(MANY) + "$a; }"),
        Map.entry("steps", "begin { " + "++".repeat(MANY) + "$a; }"),
        Map.entry("steps after", "begin { $a" + "++".repeat(MANY) + "; }"),
        Map.entry("block expressions", "begin { @a = " + "{ 1; ".repeat(MANY)),
        Map.entry(
            "sums in blocks",
            "begin { @a = " + "{ ".repeat(60) + "1" + ("+1".repeat(90) + " }").repeat(60) + "; }"),
        Map.entry("if expressions", "begin { @a = " + "if (1) { ".repeat(30_000)),
        Map.entry(
            "else if expressions", "begin { @a = if (1) {1}" + " else if (1) {1}".repeat(15_000)),
        Map.entry("comptimes", "begin { @a = " + "comptime ".repeat(30_000) + "1; }"),
        Map.entry("tuples", "begin { @a = " + "(1,".repeat(50_000)),
        Map.entry("records", "begin { @a = " + "(a=".repeat(50_000)),
        Map.entry("sizes", "begin { @a = " + "sizeof(".repeat(30_000)),
        Map.entry("types of types", "begin { let $a : " + "typeof(".repeat(30_000)),
        Map.entry("casts to types of types", "begin { @a = " + "(typeof(".repeat(30_000)),
        Map.entry(
            "closed types of types",
            "begin { @a = (" + "typeof(".repeat(30_000) + "int8" + ")".repeat(30_001) + "1; }"),
        Map.entry("stars of a type", "begin { let $a : int8" + "*[]".repeat(50_000) + "; }"),
        Map.entry("stars of a cast", "begin { @a = (int8" + "*".repeat(MANY) + ")1; }"),
        Map.entry("maybe types", "begin { @a = " + "(a[1][2]".repeat(30_000)),
        Map.entry("maybe definitions", "struct a (((".repeat(30_000)),
        Map.entry("loops", "begin {" + "for($a:0..1){".repeat(20_000)),
        Map.entry("whiles", "begin {" + "while{".repeat(40_000)),
        Map.entry("settings", "config = { " + "a = 1; ".repeat(30_000) + "} begin { @a = ; }"),
        Map.entry("definition", "struct a " + "{".repeat(MANY)),
        Map.entry("macros", "macro f() { f() } begin { f() }"),
        Map.entry("macros that double", doubling() + "begin { @a = f39(1); }"),
        Map.entry(
            "calls of a macro",
            "macro f(x) { x + x } begin { @a = " + "f(".repeat(60) + "1" + ")".repeat(60) + "; }"),
        Map.entry(
            "parameters of a macro", "macro f(" + "a, ".repeat(60_000) + "b) { } begin { f() }"),
        Map.entry("providers with stars", "*".repeat(MANY) + ":x { }"),
        Map.entry("escapes", "begin { @a = \"" + "\\x".repeat(80_000) + "\"; }"),
        Map.entry("nul", "begin { @a = \u0000 1; }"),
        Map.entry("bidi override in a comment", "begin { /* \u202e */ @a = 1; }"),
        Map.entry("zero width space in a string", "begin { @a = \"\u200b\"; }"),
        Map.entry("homoglyph", "begin { @\u0430 = 1; }"),
        Map.entry("escape sequence in a string", "begin { @a = \"\u001b[31m\"; }"));
  }

  private static String doubling() {
    StringBuilder script = new StringBuilder("macro f0(x) { x + x } ");
    for (int i = 1; i < 40; i++) {
      script.append("macro f").append(i).append("(x) { f").append(i - 1).append("(x + x) } ");
    }
    return script.toString();
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

  @ParameterizedTest
  @MethodSource("scripts")
  void isReadSoonForATerminalToo(Map.Entry<String, String> script) {
    long start = System.nanoTime();
    Source source = new Source("x.bt", script.getValue());
    Diagnostics diagnostics = new Diagnostics(source);
    ScriptReader.read(
        source, Dialect.TRACE, ScriptConfig.DEFAULT, ScriptArguments.NONE, diagnostics);
    diagnostics.list().forEach(d -> assertThat(d.renderAsBpftrace()).startsWith("x.bt:1:"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
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
