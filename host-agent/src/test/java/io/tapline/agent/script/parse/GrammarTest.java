package io.tapline.agent.script.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.ast.AstPrinter;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each production of the grammar reads, shown by the printer. */
class GrammarTest {

  private static Script parse(String text) {
    Source source = new Source("test.bt", text);
    Diagnostics diagnostics = new Diagnostics(source);
    Script script =
        Parser.parse(source, 0, new ParserOptions(List.of("one", "t:sched"), false), diagnostics);
    assertThat(diagnostics.list().stream().map(Diagnostic::render)).as(text).isEmpty();
    return script;
  }

  private static String oneLine(String text) {
    return AstPrinter.print(parse(text)).replaceAll("\\s+", " ").strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "*$a + &@b # ((*$a) + (&@b))",
        "- -$a # (-(-$a))",
        "++$a + @b[1]-- # ((++$a) + (@b[1]--))",
        "$a ?: 2 # ($a ? $a : 2)",
        "(1,) # (1,)",
        "() # ()",
        "(1, 2,) # (1, 2)",
        "(a = 1, b = 2) # (a = 1, b = 2)",
        "((1, 2), 3).0.1 # ((1, 2), 3).0.1",
        "(1, 2)[1] # (1, 2)[1]",
        "(uint8[8])$a # ((uint8[8])$a)",
        "(int8[])5 # ((int8[])5)",
        "(struct a *)arg0 # ((struct a*)arg0)",
        "((struct a *)arg0)->b.c[0] # ((struct a*)arg0).b.c[0]",
        "(struct a *)$x.b # ((struct a*)$x.b)",
        "(uint64_t)arg0 + 1 # (((uint64_t)arg0) + 1)",
        "(enum e)3 # ((enum e)3)",
        "(union u)3 # ((union u)3)",
        "(unsigned long)3 # ((unsigned long)3)",
        "(int32 **)3 # ((int32**)3)",
        "(int8[4] *)3 # ((typeof(int8[4])*)3)",
        "(typeof($x))3 # ((typeof($x))3)",
        "(typeof(struct a) *)3 # ((typeof(struct a)*)3)",
        "(FOO) - 1 # ((FOO)(-1))",
        "(FOO) + 1 # (FOO + 1)",
        "(FOO) && 1 # (FOO && 1)",
        "(FOO) & 1 # (FOO & 1)",
        "(FOO) & $a # ((FOO)(&$a))",
        "(pid) - 1 # (pid - 1)",
        "(cpu) - 1 # (cpu - 1)",
        "(arg0) - 1 # (arg0 - 1)",
        "sizeof(uint8) + sizeof(struct a *) # (sizeof(uint8) + sizeof(struct a*))",
        "sizeof($a) + sizeof(a.b) # (sizeof($a) + sizeof(a.b))",
        "offsetof(struct a, b.c) # offsetof(struct a, b.c)",
        "offsetof($a, b) # offsetof($a, b)",
        "typeinfo(uint8) == typeinfo($a) # (typeinfo(uint8) == typeinfo($a))",
        "comptime 1 + 2 # ((comptime 1) + 2)",
        "{ let $b = 1; $b } # { let $b = 1; $b }",
        "if ($b) { 1 } else if ($c) { 2 } else { 3 } # ($b ? { 1 } : ($c ? { 2 } : { 3 }))",
        "if $b { 1 } else { 2 } # ($b ? { 1 } : { 2 })",
        "f({ $x++; }, {}) # f({ ($x++); }, {})",
        "@[1, (2, 3)] # @[1, (2, 3)]",
        "true || false # (true || false)",
        "\"\\x41\\101\\0\\n\\r\\t\\\\\\\"\" # \"AA\\x00\\n\\r\\t\\\\\\\"\"",
        "\"\\xe6\\xbc\\xa2\\xff\" # \"漢\\xff\"",
        "1UL + 2LL + 3U + 0x4ull # (((1 + 2) + 3) + 4)",
        "1d + 2h + 3m + 4s # (((86400000000000 + 7200000000000) + 180000000000) + 4000000000)",
        "1 /* one */ + 2 # (1 + 2)",
        "5ms + 6us + 7ns + 1e3ms # (((5000000 + 6000) + 7) + 1000000000)",
        "1_000 + 0x1_F + 0X1f + 1E2 + 1e1_0 # ((((1000 + 31) + 31) + 100) + 10000000000)"
      })
  void readsExpressions(String written, String expected) {
    assertThat(oneLine("begin { $r = " + written + "; }"))
        .isEqualTo("begin { $r = " + expected + "; }");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "$a = 1 # $a = 1;",
        "$a = 1;;; # $a = 1;",
        "@a[1, 2] <<= 1; @b %= 3 # @a[1, 2] <<= 1; @b %= 3;",
        "$a++; --@b; $a += 1 # ($a++); (--@b); $a += 1;",
        "if (1) { exit() } # if (1) { exit(); }",
        "if (1) { 1 } else { 2 } # if (1) { 1; } else { 2; }",
        "if 1 { f() } f(); # if (1) { f(); } f();",
        "if (1) {} else if (2) {} else {} # if (1) {} else { if (2) {} }",
        "comptime if (1) { f(); } # comptime if (1) { f(); }",
        "if comptime (1 == 1) { f(); } # if ((comptime (1 == 1))) { f(); }",
        "while ($i < 3) { $i++; continue; break } # while (($i < 3)) { ($i++); continue; break; }",
        "unroll (3) { f(); } unroll 4 { } # unroll (3) { f(); } unroll (4) {}",
        "for ($kv : @m) { print($kv.0) } # for ($kv : @m) { print($kv.0); }",
        "for $kv : @m { } # for ($kv : @m) {}",
        "for ($i : 0..10) { } # for ($i : 0 .. 10) {}",
        "for $i : $a.b..ncpus { } # for ($i : $a.b .. ncpus) {}",
        "return; return 1; return # return; return 1; return;",
        "let $a; let $b = 1; let $c : uint8; let $d : struct x * = 0 "
            + "# let $a; let $b = 1; let $c : uint8; let $d : struct x* = 0;",
        "let $a : typeof($b) = 1 # let $a : typeof($b) = 1;",
        "_ = has_key(@a, 1) # _ = has_key(@a, 1);",
        "_ == 1; # (_ == 1);",
        "{ $a = 1; { 2 } } # { $a = 1; { 2; } }",
        "$a == 1 ? print(\"a\") : print(\"b\"); # (($a == 1) ? print(\"a\") : print(\"b\"));",
        "pid(); pid # pid(); pid;"
      })
  void readsStatements(String written, String expected) {
    assertThat(oneLine("begin { " + written + " }")).isEqualTo("begin { " + expected + " }");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "BEGIN, END # begin, end",
        "begin, end, # begin, end",
        "name=begin, other=kprobe:f # begin, kprobe:f",
        "t:a:b, rt:c, k:d, kr:e, f:g, fr:h, kfunc:i, kretfunc:j "
            + "# tracepoint:a:b, rawtracepoint:c, kprobe:d, kretprobe:e, fentry:g, fexit:h, "
            + "fentry:i, fexit:j",
        "u:/a:b, ur:/a:b, U:/a:b:c # uprobe:/a:b, uretprobe:/a:b, usdt:/a:b:c",
        "p:hz:99, i:s:1, interval:1s, profile:1000 "
            + "# profile:hz:99, interval:s:1, interval:1s, profile:1000",
        "s:faults:100, h:cache-misses:1e6, it:task # software:faults:100, "
            + "hardware:cache-misses:1e6, iter:task",
        "w:0x1000:8:rw, aw:increment+arg1:4:w # watchpoint:0x1000:8:rw, "
            + "asyncwatchpoint:increment+arg1:4:w",
        "iter:task_file:/sys/fs/bpf/files # iter:task_file:/sys/fs/bpf/files",
        "self:signal:SIGUSR1, bench:a, test:b # self:signal:SIGUSR1, bench:a, test:b",
        "kprobe:vfs_*+0x10, kprobe:mod:f # kprobe:vfs_*+0x10, kprobe:mod:f",
        "fentry:bpf:123:* # fentry:bpf:123:*",
        "uprobe:./a:0x123, uprobe:/bin/x:f+0x10 # uprobe:./a:0x123, uprobe:/bin/x:f+0x10",
        "uprobe:/a:cpp:\"a::b(int, char)\" # uprobe:/a:cpp:\"a::b(int, char)\"",
        "uprobe:\"/a b\":f # uprobe:\"/a b\":f",
        "$2:sched_$1 # tracepoint:sched:sched_one",
        "kprobe:\"$1\" # kprobe:\"$1\"",
        "kprobe:a$9 # kprobe:a",
        "t*:sched:* # tracepoint:sched:*",
        "*:foo # fentry:foo, hardware:foo, iter:foo, kprobe:foo, rawtracepoint:foo, software:foo",
        "*:sched:foo # fentry:sched:foo, iter:sched:foo, kprobe:sched:foo, "
            + "rawtracepoint:sched:foo, tracepoint:sched:foo",
        "*:/bin/ls:main # uprobe:/bin/ls:main, usdt:/bin/ls:main",
        "kprobe:f /pid == 1/ # kprobe:f / (pid == 1) /",
        "kprobe:f/pid == 1/ # kprobe:f / (pid == 1) /",
        "uprobe:/a:f /arg0/ # uprobe:/a:f / arg0 /",
        "begin / 8 / 2 / # begin / (8 / 2) /",
        "begin / (8 / 2) / # begin / (8 / 2) /"
      })
  void readsProbes(String written, String expected) {
    assertThat(oneLine(written + "{ }")).isEqualTo(expected + " {}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "config = { a = 1; BPFTRACE_B = perf; c = \"x y\" } "
            + "# config = { a = 1; BPFTRACE_B = perf; c = \"x y\"; }",
        "import \"a.bt\"; # import \"a.bt\";",
        "let @a = lruhash(10) # let @a = lruhash(10);",
        "let @a = hash(0x10); # let @a = hash(16);",
        "struct a { int b; struct { int c[2]; } d; } # struct a { int b; struct { int c[2]; } d; };",
        "union a { int b; }; # union a { int b; };",
        "enum a { A, B = 3 } # enum a { A, B = 3 };",
        "struct a { int b; } __attribute__((packed)); # struct a { int b; } __attribute__((packed));",
        "typedef unsigned int u32_t; # typedef unsigned int u32_t;",
        "macro f() { 1 } # macro f() { 1 }",
        "macro f($a, @b, c) { @b = $a + c; } # macro f($a, @b, c) { @b = ($a + c); }",
        "macro f(c) { if (c) { 1 } else { 2 } } # macro f(c) { (c ? { 1 } : { 2 }) }",
        "macro f(c) { if (c) { 1 } } # macro f(c) { if (c) { 1; } }",
        "fn f($a : uint64, $b : struct x *) : uint64 { return $a; } "
            + "# fn f($a : uint64, $b : struct x*) : uint64 { return $a; }"
      })
  void readsThePreamble(String written, String expected) {
    String rest = expected.isEmpty() ? "" : expected + " ";
    assertThat(oneLine(written + " begin { }")).isEqualTo(rest + "begin {}");
    assertThat(oneLine("begin { } " + written)).isEqualTo(rest + "begin {}");
  }

  @Test
  void keepsPreprocessorLinesAsTheyAre() {
    Script script =
        parse("#!/usr/bin/env bpftrace\n#include <a.h> // b\n#define A(x) \\\n  (x)\nbegin { }");
    assertThat(script.preamble().definitions().stream().map(d -> d.text()))
        .containsExactly("#include <a.h>", "#define A(x) \\\n  (x)");
    assertThat(script.preamble().definitions().get(0).range().start()).isEqualTo(24);
  }

  @Test
  void readsCommentsWhereBlanksMayStand() {
    assertThat(oneLine("begin // c\n/* d */ / 1 / { $a = 1 // two\n + 2 }"))
        .isEqualTo("begin / 1 / { $a = (1 + 2); }");
  }

  @Test
  void readsTheCommandLinesParameters() {
    assertThat(oneLine("begin { print(($#, $1)) }")).isEqualTo("begin { print(($#, $1)); }");
  }

  @Test
  void anEmptyConfigBlockSaysNothing() {
    assertThat(oneLine("config = {} begin { }")).isEqualTo("begin {}");
  }

  @Test
  void importsAmongStatementsAreTheScripts() {
    Script script = parse("begin { import \"stdlib/task\"; exit() }");
    assertThat(script.preamble().imports()).hasSize(1);
    assertThat(script.probes().get(0).body()).hasSize(1);
  }

  @Test
  void aLongBlockInAnExpressionHasNoMoreOperatorsThanItsLongestStatement() {
    assertThat(oneLine("begin { $a = { " + "$b = 1 + 2; ".repeat(500) + "$b }; }"))
        .hasSizeGreaterThan(500);
  }
}
