package io.tapline.agent.script.expand;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports, parameters, #define, what is folded and what is told: passes before checking. */
class ScriptReaderTest {
  @TempDir private Path folder;

  @BeforeEach
  void nobodyElseWrites() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Reading.Result main(String text) {
    String name = folder.resolve("main.bt").toString();
    return Reading.read(new Source(name, text), Dialect.TRACE, List.of());
  }

  @Test
  void importsComeBeforeWhatImportsThem() throws IOException {
    write("a.bt", "import \"lib/b.bt\"; macro a() { b() + 1 } begin { print(\"a\") }");
    write("lib/b.bt", "import \"c.bt\"; macro b() { c } begin { print(\"b\") }");
    write("lib/c.bt", "import \"b.bt\"; macro c() { 3 } let @m = hash(5);");
    Reading.Result result = main("import \"a.bt\"; import \"a.bt\"; begin { print(a) }");
    assertThat(result.probes())
        .isEqualTo("begin { print(\"b\"); } begin { print(\"a\"); } begin { print((3 + 1)); }");
    assertThat(result.script().script().preamble().maps()).hasSize(1);
  }

  @Test
  void aFolderStandsForItsFiles() throws IOException {
    write("lib/b.bt", "macro b() { 2 }");
    write("lib/a.bt", "macro a() { 1 }");
    write("lib/c.txt", "no script");
    write("lib/d.h", "#define D 4\nstruct d { int x; };");
    Reading.Result result = main("import \"lib\"; begin { print((a, b, D)) }");
    assertThat(result.probes()).isEqualTo("begin { print((1, 2, 4)); }");
    assertThat(result.script().script().preamble().definitions()).hasSize(1);
  }

  @Test
  void errorsOfAnImportAreInItsFile() throws IOException {
    write("lib/b.bt", "macro b() {\n  7 + }");
    assertThat(main("import \"lib\"; begin { }").errorTexts())
        .containsExactly("lib/b.bt:2:7-8: ERROR: syntax: expected expression\n  7 + }\n      ~");
  }

  @Test
  void refusesImportsThatAreNone() throws IOException {
    write("config.bt", "config = { max_strlen = 3 } macro c() { 1 }");
    write("x.txt", "x");
    write("x.bpf.c", "int x;");
    String script =
        "import \"no.bt\"; import \"config.bt\"; import \"x.txt\"; import \"x.bpf.c\"; begin { }";
    assertThat(main(script).errors().stream().map(d -> d.message()))
        .containsExactly(
            "Unable to find suitable path for import",
            "unknown import type: x.txt",
            "'x.bpf.c' is C that is compiled, which cannot be imported",
            "invalid `config` within import");
  }

  @Test
  void refusesWhatAnybodyCouldHaveWritten() throws IOException {
    write("a.bt", "macro a() { 1 }");
    Files.setPosixFilePermissions(
        folder.resolve("a.bt"), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(main("import \"a.bt\"; begin { }").errorTexts().get(0))
        .contains("anybody could have written");
  }

  @Test
  void theStandardLibraryNeedsNoImport() {
    assertThat(main("import \"stdlib/base.bt\"; begin { print(ppid) }").probes())
        .isEqualTo("begin { print(curtask.real_parent.pid); }");
  }

  @Test
  void scriptsOfThePipelineReadNoFiles() {
    Source source = new Source("x.bt", "import \"/etc/passwd\"; begin { }");
    assertThat(Reading.read(source, Dialect.PIPELINE, List.of()).errors().get(0).message())
        .isEqualTo("a script of the pipeline imports nothing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "print(($1, $2, $3, $4)) # print((42, \"a b\", (-5), 5000000));",
        "print((str($1), str($3), str($9))) # print((\"42\", \"-5\", \"\"));",
        "print((str($2 + 2), $2 + 1, str($2 + 9))) # print((\"b\", \" b\", \"\"));",
        "print(str($2, 2)) # print(str(\"a b\", 2));",
        "print($9 + 1) # print((0 + 1));",
        "print($6) # print(\"12ab\");",
        "printf($5, 1) # printf(\"%d\", 1);",
        "if ($1 == 42) { f() } else { g() } # { f(); }",
        "if ($9) { f() } # ",
        "if (str($2) == \"a b\") { f() } # { f(); }",
        "$a = $1 > 3 ? 1 : 2 # $a = 1;",
        "$a = comptime 1 + 2 # $a = (1 + 2);",
        "$a = comptime (1 + 2) # $a = 3;",
        "$a = comptime (2 - 5) # $a = (-3);",
        "$a = comptime (pid + 1) # $a = (comptime (pid + 1));",
        "comptime if (\"a\" == \"b\") { f() } else { g() } # { g(); }",
        "if comptime (1 == 1) { f() } # { f(); }",
        "comptime if (is_str($a)) { f() } # comptime if (is_str($a)) { f(); }",
        "print(is_literal(-3)); print(is_literal($a)) # print(true); print(false);",
        "print(\"abc\"[1]); print(\"abc\"[3]) # print(98); print(0);",
        "if ($a) { if (0) { f() } } # if ($a) {}"
      })
  void saysWhatTheCommandLineSays(String statements, String expected) {
    String body = expected == null ? "begin {}" : "begin { " + expected + " }";
    assertThat(
            Reading.read("begin { " + statements + " }", "42", "a b", "-5", "5ms", "%d", "12ab")
                .probes())
        .isEqualTo(body);
  }

  @Test
  void tellsOfParametersThatAreNotThere() {
    assertThat(Reading.read("begin { print($2) }", "x").warningTexts())
        .containsExactly(
            """
            stdin:1:15-17: WARNING: Positional parameter $2 is empty or not provided.\s
            begin { print($2) }
                          ~~""");
  }

  @Test
  void replacesWhatIsDefined() {
    String defines =
        """
        #define A 1 + 2
        #define AA A
        #define B "x"
        #define C(x, y) ((x) + (y))
        #define D @m[1]
        #define E \\
          5
        #define TYPE struct foo *
        #ifdef B
        #define F 1
        #else
        #define F 2
        #endif
        #if defined(NOPE) || A > 5
        #define G 1
        #elif defined B && !defined(NOPE)
        #define G 2
        #else
        #define G 3
        #endif
        #ifndef BPFTRACE_HAVE_BTF
        #define H 1
        #endif
        #undef AA
        """;
    String script = "begin { print((A * 3, AA, B, C(1, A), D, E, TYPE, F, G, H)); }";
    assertThat(Reading.read(defines + script).probes())
        .isEqualTo(
            "begin { print((((1 + 2) * 3), AA, \"x\", (1 + (1 + 2)), @m[1], 5, TYPE, 1, 2,"
                + " H)); }");
  }

  @Test
  void aDefineThatNeedsItselfIsRefused() {
    assertThat(Reading.read("#define M M+1\nbegin { print(M); }").errorTexts().get(0))
        .startsWith("stdin:1:11-12: ERROR: Macro recursion: M");
  }

  @Test
  void tellsOfWhatIsUnstableOrOld() {
    Reading.Result result =
        Reading.read("begin { @a = tseries(1, 1s, 3); @b = tseries(1, 1s, 3); while (0) { } }");
    assertThat(result.warningTexts())
        .hasSize(2)
        .contains(
            "WARNING: Script is using an unstable feature: tseries. To prevent this warning you"
                + " must explicitly enable it in the config e.g. unstable_tseries=enable");
    assertThat(Reading.read("begin { print(typeinfo(1)); }").errorTexts().get(0))
        .startsWith("stdin:1:15-26: ERROR: typeinfo feature is not enabled by default.");
    assertThat(
            Reading.read("config = { unstable_typeinfo = enable } begin { print(typeinfo(1)); }")
                .probes())
        .contains("typeinfo(1)");
  }

  @Test
  void refusesTextsThatSettingsHaveNoRoomFor() {
    String config = "config = { max_strlen = 5 } begin { ";
    assertThat(Reading.read(config + "printf(\"abcdefgh\"); print(\"abcd\"); }").errors())
        .isEmpty();
    assertThat(Reading.read(config + "print(str($1)); }", "abcde").errorTexts().get(0))
        .startsWith("stdin:1:43-50: ERROR: String is too long (over 5 bytes): abcde");
  }

  /** Each as bpftrace 0.27.1 says it first. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "begin { $a = ; } # 1:14-15: ERROR: syntax: expected expression",
        "begin { print(1) print(2) } # 1:18-23: ERROR: syntax: expected ';'",
        "begin { if (1 { } } # 1:15-16: ERROR: syntax: expected ')'",
        "begin # 1:6-6: ERROR: syntax: expected '{'",
        "begin { # 1:8-8: ERROR: syntax: expected '}'",
        "begin { let a; } # 1:13-14: ERROR: syntax: expected variable after 'let'",
        "begin { for (i : 1..2) { } } # 1:14-15: ERROR: syntax: expected variable in for loop",
        "begin / pid { } # 1:13-14: ERROR: syntax: expected '/' to close predicate",
        "begin { print(08); } # 1:15-17: ERROR: syntax: invalid trailing bytes: 08",
        "begin { print(1_); } # 1:16-17: ERROR: syntax: trailing underscore in integer literal",
        "begin { print(5msx); } # 1:18-19: ERROR: syntax: invalid integer suffix 'x'",
        "begin { print(18446744073709551616); } # 1:15-35: ERROR: syntax: overflow error, maximum"
            + " value is 18446744073709551615: 18446744073709551616",
        "begin { print(\"\\z\"); } # 1:17-18: ERROR: syntax: invalid escape character '\\z'",
        "begin { print($0); } # 1:15-17: ERROR: syntax: param $0 is out of integer range [1, "
            + "9223372036854775807]",
        "begin { print((a=1,a=2)); } # 1:20-23: ERROR: syntax: Named argument list already contains"
            + " name: a",
        "let $x = 3; begin { } # 1:1-4: ERROR: syntax: root-level let statements need to be map"
            + " declarations, e.g. let @a = hash(2);",
        "import foo; begin { } # 1:8-11: ERROR: syntax: expected string after 'import'",
        "macro { } # 1:7-8: ERROR: syntax: expected macro name",
        "macro f(3) { } # 1:9-10: ERROR: syntax: expected macro argument ($var, @map, or"
            + " identifier)",
        "begin { &pid; } # 1:10-13: ERROR: syntax: address-of operator (&) can only be used on a"
            + " map or variable",
        "foo:bar { } # 1:1-8: ERROR: Invalid probe type: foo"
      })
  void saysWhatIsWrongAsBpftraceDoes(String script, String expected) {
    assertThat(Reading.read(script).errorTexts().get(0).lines().findFirst())
        .hasValue("stdin:" + expected);
  }

  @Test
  void stringsAndCommentsOfATerminalHoldAnything() {
    assertThat(Reading.read("begin { /* \u202e */ print(\"a\u200db\u0007\"); }").probes())
        .isEqualTo("begin { print(\"a\\xe2\\x80\\x8db\\x07\"); }");
  }
}
